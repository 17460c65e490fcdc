import type { ChainLink, Explanation } from "@/lib/rbac/explain";
import { type Permission, permissions } from "@/lib/rbac/permissions";
import type { Gate, Source } from "@/lib/rbac/policy";
import { resourceOf } from "@/lib/rbac/resources";

const verbs: Record<string, string> = {
  read: "see",
  create: "add",
  update: "edit",
  delete: "delete",
  share: "give others access to",
};

/** What the action is, after "may": "edit GTX Pro", "see deals", "invite people, and add people on record". */
export function actionInWords(permission: Permission, record: string | null): string {
  const resource = resourceOf(permission);
  const verb = verbs[permission.slice(permission.indexOf(":") + 1)];
  if (resource && verb) return `${verb} ${record ?? resource.many}`;
  const words = permissions.find(({ name }) => name === permission)?.description ?? permission;
  return words.charAt(0).toLowerCase() + words.slice(1);
}

/** Where a rule comes from: "Role Sales rep of the team Nordics, as part of Account executive". */
export function sourceInWords(source: Source, { reasons = true } = {}): string {
  const because = (reason: string | null) => (reasons && reason ? `: ${reason}` : "");
  switch (source.kind) {
    case "system":
      return source.name;
    case "override":
      return `Exception for this person${because(source.reason)}`;
    case "grant":
      return source.to.kind === "member"
        ? `Shared with this person${because(source.reason)}`
        : `Shared with the ${source.to.kind} ${source.to.name}${because(source.reason)}`;
    case "role": {
      const { role, inheritedFrom, team } = source;
      const of = team ? ` of the team ${team.name}` : "";
      return inheritedFrom
        ? `Role ${inheritedFrom.name}, as part of ${role.name}${of}`
        : `Role ${role.name}${of}`;
    }
  }
}

/** The link that decides; null when nothing does. */
export const deciding = ({ chain }: Explanation): ChainLink | null =>
  chain.find(({ decides }) => decides) ?? null;

/** A gate, told to somebody else than the person: whoever is not active does not get to ask about themselves. */
export const gateInWords = ({ kind, message }: Gate): string =>
  kind === "inactive"
    ? "This person is suspended or removed: nothing of this workspace is open to them."
    : message;

/** What decides, in a few words. `reasons`: with those that somebody wrote down for an exception, or for sharing. */
export function causeInWords(explanation: Explanation, options: { reasons: boolean }): string {
  const link = deciding(explanation);
  if (!link) return "No rule allows it";
  return link.kind === "gate" ? gateInWords(link.gate) : sourceInWords(link.rule.source, options);
}
