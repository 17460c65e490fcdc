import { formatDate } from "../format/date";
import { conditionInWords, lowered, testInWords, valueInWords, type Wording } from "./conditions/words";
import type { Seen } from "./explain";
import { type PermissionEntry, permissions } from "./permissions";
import type { Named, Rule } from "./policy";
import { fieldsOf, type Resource, resourceOf } from "./resources";

export { conditionInWords, type Wording };

const descriptions = new Map<string, PermissionEntry>(permissions.map((entry) => [entry.name, entry]));

/** What a rule is about: "Deals whose owner is in your teams, if value is at most 10,000, only title and stage". */
export function ruleInWords(
  rule: Pick<Rule, "permission" | "effect" | "scope" | "condition" | "fields"> & Partial<Rule>,
  wording: Wording = {},
): string {
  const resource = resourceOf(rule.permission);
  const { locale = "en", zone = "UTC" } = wording;
  const parts = [rangeInWords(rule, resource, wording)];
  if (rule.condition !== null) parts.push(`if ${conditionInWords(rule.condition, resource, wording)}`);
  if (rule.fields && resource) parts.push(`only ${fieldsInWords(rule.fields, resource)}`);
  if (rule.expiresAt) parts.push(`until ${formatDate(rule.expiresAt, locale, zone)}`);
  const [first = "", ...rest] = parts;
  return [first.charAt(0).toUpperCase() + first.slice(1), ...rest].join(", ");
}

function rangeInWords(
  { permission, scope, team, recordId }: Pick<Rule, "permission" | "scope"> & Partial<Rule>,
  resource: Resource | null,
  wording: Wording,
): string {
  if (!resource) return descriptions.get(permission)?.description ?? permission;
  if (recordId) return `this ${resource.one}`;
  return scopeInWords(scope, resource, wording, team);
}

/** Which records: "all deals", "your own deals", "deals whose owner is in your teams", "deals whose owner is in the team Nordics". */
export function scopeInWords(
  scope: Rule["scope"],
  resource: Resource,
  { person = "you" }: Wording = {},
  team?: Named | null,
): string {
  const { many, owner } = resource;
  const of = person === "you" ? "your" : "their";
  const who = owner === null ? "owner" : lowered(resource.attributes[owner]?.label ?? "Owner");
  const inTeam = team ? `in the team ${team.name}` : null;
  if (scope === "own")
    return `${of} own ${many}${inTeam ? `, while ${person === "you" ? "you are" : "they are"} ${inTeam}` : ""}`;
  if (scope === "all") return inTeam ? `${many} ${whose(who, inTeam)}` : `all ${many}`;
  return `${many} ${whose(who, `in ${of} teams${inTeam ? ` and ${inTeam}` : ""}`)}`;
}

const whose = (who: string, where: string): string =>
  who === "owner" ? `whose owner is ${where}` : `${who} somebody ${where}`;

function fieldsInWords(fields: readonly string[], resource: Resource): string {
  const labels = fieldsOf(resource);
  const words = fields.map((field) => lowered(labels[field] ?? field));
  return words.length < 2 ? (words[0] ?? "no field") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

/** What one comparison asked and what it met: "value is at most 10,000: it is 25,000, so no". */
export function seenInWords({ test, saw, truth }: Seen, wording: Wording = {}): string {
  const verdict = truth === null ? "so it cannot be told" : truth ? "so yes" : "so no";
  return `${testInWords(test, wording)}: it is ${valueInWords(test.subject, saw, wording)}, ${verdict}`;
}
