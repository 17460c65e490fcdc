import type { Attr, Condition, Operand } from "@/lib/rbac/conditions/schema";
import type { ResourceName } from "@/lib/rbac/resources";
import { type Comparable, CUSTOM, comparableOf, isAlone, type Test, takesList, testsOf } from "./attributes";

/** What a comparison is compared with while it is typed: null until there is something. */
export type DraftValue = Operand | readonly (string | number)[] | null;

export type GroupDraft = { key: string; kind: "group"; mode: Mode; of: Draft[] };
export type TestDraft = {
  key: string;
  kind: "test";
  attr: string;
  test: Test;
  value: DraftValue;
  /** Why what is typed cannot be read. */
  problem?: string | null;
};
/** A part that this form cannot show as fields. It stays as it is. */
export type KeptDraft = { key: string; kind: "kept"; condition: Condition };
export type Draft = GroupDraft | TestDraft | KeptDraft;

/** `and`, `or`, and the two with `not` around them, as one choice. */
export type Mode = "all" | "any" | "none" | "notAll";

export const modes: Record<Mode, string> = {
  all: "all of these hold",
  any: "at least one of these holds",
  none: "none of these holds",
  notAll: "not all of these hold",
};

let made = 0;
const newKey = (): string => `draft-${++made}`;

export const newGroup = (mode: Mode = "all", of: Draft[] = []): GroupDraft => ({
  key: newKey(),
  kind: "group",
  mode,
  of,
});

/** A comparison to fill in, by the first that the attribute has. */
export function newTest({ attr, type }: Comparable): TestDraft {
  const test = Object.keys(testsOf[type])[0] as Test;
  return { key: newKey(), kind: "test", attr, test, value: null };
}

/** A stored condition as the form shows it. The outermost is always a group, so that more can be added. */
export function draftOf(condition: Condition | null, resource: ResourceName | null): GroupDraft {
  if (!condition) return newGroup();
  const draft = nodeOf(condition, resource);
  return draft.kind === "group" ? draft : newGroup("all", [draft]);
}

function nodeOf(condition: Condition, resource: ResourceName | null): Draft {
  switch (condition.op) {
    case "and":
    case "or":
      return newGroup(
        condition.op === "and" ? "all" : "any",
        condition.of.map((each) => nodeOf(each, resource)),
      );
    case "not": {
      const inner = nodeOf(condition.of, resource);
      if (inner.kind === "group" && inner.mode === "all") return { ...inner, mode: "notAll" };
      if (inner.kind === "group" && inner.mode === "any") return { ...inner, mode: "none" };
      if (inner.kind === "test" && inner.test === "exists") return { ...inner, test: "missing" };
      return newGroup("none", [inner]);
    }
    default: {
      const value = condition.op === "exists" ? null : condition.value;
      const draft: TestDraft = {
        key: newKey(),
        kind: "test",
        attr: condition.attr,
        test: condition.op,
        value,
      };
      return canShow(draft, resource) ? draft : { key: newKey(), kind: "kept", condition };
    }
  }
}

/** The variables that the form offers beside a value of one's own. */
const shownVariables = new Set(["member.id", "request.today"]);

function canShow({ attr, test, value }: TestDraft, resource: ResourceName | null): boolean {
  const comparable = comparableOf(attr, resource);
  if (!comparable || !(test in testsOf[comparable.type])) return false;
  if (isAlone(test) || Array.isArray(value)) return true;
  if (typeof value !== "object" || value === null) return true;
  const isPerson = comparable.refersTo === "member" || comparable.type === "date";
  return "var" in value && shownVariables.has(value.var) && isPerson && !takesList(test);
}

export type Read = { condition: Condition | null; problem: string | null };

/** What the draft says, or what is still missing from it. An empty form is no condition at all. */
export function readDraft(draft: GroupDraft, resource: ResourceName | null): Read {
  if (draft.of.length === 0) return { condition: null, problem: null };
  return readNode(draft, resource);
}

function readNode(draft: Draft, resource: ResourceName | null): Read {
  if (draft.kind === "kept") return { condition: draft.condition, problem: null };
  return draft.kind === "test" ? readTest(draft, resource) : readGroup(draft, resource);
}

function readGroup({ mode, of }: GroupDraft, resource: ResourceName | null): Read {
  if (of.length === 0)
    return { condition: null, problem: "A group has no condition yet: add one, or remove the group." };
  const inside: Condition[] = [];
  for (const each of of) {
    const { condition, problem } = readNode(each, resource);
    if (problem || !condition) return { condition: null, problem };
    inside.push(condition);
  }
  const [only] = inside;
  const op = mode === "all" || mode === "notAll" ? "and" : "or";
  const joined: Condition = inside.length === 1 && only ? only : { op, of: inside };
  return {
    condition: mode === "none" || mode === "notAll" ? { op: "not", of: joined } : joined,
    problem: null,
  };
}

function readTest({ attr, test, value, problem }: TestDraft, resource: ResourceName | null): Read {
  const refuse = (reason: string): Read => ({ condition: null, problem: reason });
  if (problem) return refuse(problem);
  if (attr === CUSTOM) return refuse("Name the custom field that is compared.");
  const on = attr as Attr;
  if (test === "exists") return { condition: { op: "exists", attr: on }, problem: null };
  if (test === "missing") return { condition: { op: "not", of: { op: "exists", attr: on } }, problem: null };
  const label = comparableOf(attr, resource)?.label ?? attr;
  if (value === null || value === "" || (Array.isArray(value) && value.length === 0))
    return refuse(`Say what “${label}” is compared with.`);
  if (test === "in" || test === "nin") {
    const list = (Array.isArray(value) ? value : [value]) as readonly (string | number)[];
    return { condition: { op: test, attr: on, value: list }, problem: null };
  }
  return { condition: { op: test, attr: on, value: value as Operand }, problem: null };
}
