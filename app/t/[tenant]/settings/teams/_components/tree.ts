import type { listTeams } from "@/lib/teams/queries";

export type Team = Awaited<ReturnType<typeof listTeams>>[number];
export type TeamNode = Team & { level: number; children: TeamNode[] };

/** Where a team stands: under which parent, and at which place among that parent's other teams, itself left out. */
export type Place = { parentId: string | null; position: number };

/** Which part of a row something is dropped on. */
export type Zone = "before" | "inside" | "after";

/** The teams as a tree, in their order. */
export function treeOf(teams: Team[]): TeamNode[] {
  const nodes = new Map(
    teams.map((team): [string, TeamNode] => [team.id, { ...team, level: 1, children: [] }]),
  );
  const roots: TeamNode[] = [];
  for (const node of nodes.values()) (nodes.get(node.parentId ?? "")?.children ?? roots).push(node);
  const number = (level: number) => (node: TeamNode) => {
    node.level = level;
    node.children.forEach(number(level + 1));
  };
  roots.forEach(number(1));
  return roots;
}

const childrenOf = (teams: Team[], parentId: string | null, without?: string) =>
  teams.filter((team) => team.parentId === parentId && team.id !== without);

/** The team and all below it. */
export function withBelow(teams: Team[], id: string): Set<string> {
  const ids = new Set([id]);
  for (let size = 0; size !== ids.size; ) {
    size = ids.size;
    for (const team of teams) if (team.parentId && ids.has(team.parentId)) ids.add(team.id);
  }
  return ids;
}

export function placeAt(teams: Team[], moved: string, over: Team, zone: Zone): Place {
  if (zone === "inside") return { parentId: over.id, position: childrenOf(teams, over.id, moved).length };
  const others = childrenOf(teams, over.parentId, moved);
  const position = others.findIndex(({ id }) => id === over.id) + (zone === "after" ? 1 : 0);
  return { parentId: over.parentId, position };
}

export type Step = "up" | "down" | "in" | "out";

/** Where one step of the keyboard takes a team; null where there is no such step. */
export function stepped(teams: Team[], team: Team, step: Step): Place | null {
  const all = childrenOf(teams, team.parentId);
  const index = all.findIndex(({ id }) => id === team.id);
  if (step === "up") return index > 0 ? { parentId: team.parentId, position: index - 1 } : null;
  if (step === "down")
    return index < all.length - 1 ? { parentId: team.parentId, position: index + 1 } : null;
  if (step === "in") {
    const above = all[index - 1];
    return above ? { parentId: above.id, position: childrenOf(teams, above.id).length } : null;
  }
  const parent = teams.find(({ id }) => id === team.parentId);
  return parent ? placeAt(teams, team.id, parent, "after") : null;
}

export const isSame = (teams: Team[], team: Team, { parentId, position }: Place): boolean =>
  parentId === team.parentId &&
  childrenOf(teams, parentId).findIndex(({ id }) => id === team.id) === position;
