import { type Permission, permissions } from "@/lib/rbac/permissions";
import type { RuleBody } from "@/lib/rbac/policy";
import { fieldsOf, resourceOf, resources } from "@/lib/rbac/resources";
import { type Above, type Cell, recordsOf, ruleKey, sheetOf } from "@/lib/roles/matrix";
import { cellWords, descriptionOf, wholeWords } from "./words";

export type ComparedRole = {
  name: string;
  rules: RuleBody[];
  above: Above[];
  /** What the ids in conditions stand for. */
  names: Readonly<Record<string, string>>;
};

export type Side = {
  /** What holds without a condition, in a word. */
  word: string;
  /** The fields that are closed, by name. */
  closed: string[];
  special: RuleBody[];
};

export type Line = { permission: Permission; description: string; left: Side; right: Side; differs: boolean };

/** Two roles permission by permission, each with all that it inherits. */
export function compared(left: ComparedRole, right: ComparedRole): Line[] {
  const [one, other] = [sidesOf(left), sidesOf(right)];
  return permissions.map(({ name: permission }) => {
    const sides = { left: one(permission), right: other(permission) };
    return {
      permission,
      description: descriptionOf(permission),
      ...sides,
      differs: textOf(sides.left) !== textOf(sides.right),
    };
  });
}

function sidesOf({ rules, above }: ComparedRole) {
  const sheet = sheetOf([...rules, ...above.flatMap((role) => role.rules)]);
  return (permission: Permission): Side => {
    const records = recordsOf(permission);
    const cell: Cell = sheet.cells[permission] ?? "none";
    const resource = resourceOf(permission);
    const labels = resource ? fieldsOf(resource) : {};
    return {
      word: (records && resources[records].owner ? null : wholeWords[cell]) ?? cellWords[cell],
      closed: (sheet.closed[permission] ?? []).map((field) => labels[field] ?? field),
      special: sheet.special.filter((rule) => rule.permission === permission),
    };
  };
}

const textOf = ({ word, closed, special }: Side): string =>
  JSON.stringify([word, closed, special.map(ruleKey).sort()]);
