"use client";

import { useState } from "react";
import type { Permission } from "@/lib/rbac/permissions";
import type { RuleBody } from "@/lib/rbac/policy";
import { type Cell, rulesOf, sheetOf } from "@/lib/roles/matrix";
import type { RoleInput } from "@/lib/roles/schema";

/** A rule with a condition or fields of its own, while it is edited. */
export type SpecialRule = RuleBody & {
  key: string;
  /** Why its condition is not one yet. */
  problem: string | null;
};

export type RoleValues = {
  name: string;
  description: string | null;
  parentRoleId: string | null;
  rules: RuleBody[];
};

let made = 0;
export const newKey = (): string => `rule-${++made}`;

/** What is written of a role and not saved yet. */
export function useRoleDraft(values: RoleValues) {
  const [first, setFirst] = useState(() => draftOf(values));
  const [draft, setDraft] = useState(first);
  const change = (part: Partial<typeof draft>) => setDraft((before) => ({ ...before, ...part }));
  return {
    draft,
    isDirty: draft !== first,
    change,
    setCell: (permission: Permission, cell: Cell) =>
      setDraft((before) => ({ ...before, cells: { ...before.cells, [permission]: cell } })),
    setClosed: (permission: Permission, field: string, isClosed: boolean) =>
      setDraft((before) => {
        const others = (before.closed[permission] ?? []).filter((each) => each !== field);
        const fields = isClosed ? [...others, field].sort() : others;
        return { ...before, closed: { ...before.closed, [permission]: fields } };
      }),
    setSpecial: (key: string, rule: SpecialRule | null) =>
      setDraft((before) => ({
        ...before,
        special: before.special.flatMap((each) => (each.key === key ? (rule ?? []) : each)),
      })),
    addSpecial: (rule: SpecialRule) =>
      setDraft((before) => ({ ...before, special: [...before.special, rule] })),
    discard: () => setDraft(first),
    /** It is saved as it stands. */
    settle: () => setFirst(draft),
  };
}

export type RoleDraft = ReturnType<typeof draftOf>;

function draftOf({ name, description, parentRoleId, rules }: RoleValues) {
  const { cells, closed, special } = sheetOf(rules);
  return {
    name,
    description: description ?? "",
    parentRoleId,
    cells,
    closed,
    special: special.map((rule): SpecialRule => ({ ...rule, key: newKey(), problem: null })),
  };
}

/** The draft as the server takes it. */
export function inputOf({ name, description, parentRoleId, cells, closed, special }: RoleDraft): RoleInput {
  const plain = special.map(({ key: _key, problem: _problem, ...rule }) => rule);
  const rules = rulesOf({ cells, closed, special: plain });
  return { name, description, parentRoleId, rules: rules.map(writable) };
}

const writable = ({ fields, ...rule }: RuleBody) => ({ ...rule, fields: fields && [...fields] });
