import { failed, type Outcome } from "./outcome";

/**
 * Companies of one file can be parents of each other. A row whose parent is not imported, or that would end up under
 * itself, is an error too; and so is, in turn, whatever lies under it. `existing` has every company's present parent.
 */
export function checkParents(outcomes: Outcome[], existing: ReadonlyMap<string, string | null>): Outcome[] {
  const written = outcomes.filter((outcome) => outcome.kind === "created" || outcome.kind === "updated");
  const parents = new Map(existing);
  for (const { id, columns } of written) {
    if (typeof columns.parentCompanyId === "string") parents.set(id, columns.parentCompanyId);
  }
  const lost = new Map<string, number>();
  for (const { id, line, kind } of outcomes) if (kind === "error" && !existing.has(id)) lost.set(id, line);

  const rejected = new Map<string, string>();
  for (let grew = true; grew; ) {
    grew = false;
    for (const { id, line, columns } of written) {
      const parent = columns.parentCompanyId;
      if (rejected.has(id) || typeof parent !== "string") continue;
      const reason = whyNot(id, parent, lost, parents);
      if (!reason) continue;
      rejected.set(id, reason);
      if (!existing.has(id)) lost.set(id, line);
      grew = true;
    }
  }
  return outcomes.map((outcome) => {
    const message = rejected.get(outcome.id);
    if (!message || (outcome.kind !== "created" && outcome.kind !== "updated")) return outcome;
    return failed(outcome, [{ line: outcome.line, column: null, field: "parent_company", message }]);
  });
}

type Parents = ReadonlyMap<string, string | null>;

function whyNot(id: string, parent: string, lost: Map<string, number>, parents: Parents): string | null {
  if (isUnderItself(id, parents)) return "The company would be its own parent";
  return lost.has(parent) ? `The parent company on line ${lost.get(parent)} is not imported` : null;
}

function isUnderItself(id: string, parents: Parents): boolean {
  const seen = new Set<string>();
  for (let at = parents.get(id); at && !seen.has(at); at = parents.get(at)) {
    if (at === id) return true;
    seen.add(at);
  }
  return false;
}

/** Companies in the order in which they can be written: a parent before its subsidiaries. There are no circles left. */
export function parentsFirst(outcomes: Outcome[]): Outcome[] {
  const parentOf = new Map(
    outcomes.map((one) => [
      one.id,
      one.kind === "created" || one.kind === "updated" ? one.columns.parentCompanyId : null,
    ]),
  );
  const depth = (id: unknown): number => {
    let steps = 0;
    for (let at = parentOf.get(String(id)); at; at = parentOf.get(String(at))) steps++;
    return steps;
  };
  return outcomes
    .map((outcome) => ({ outcome, steps: depth(outcome.id) }))
    .sort((a, b) => a.steps - b.steps)
    .map(({ outcome }) => outcome);
}
