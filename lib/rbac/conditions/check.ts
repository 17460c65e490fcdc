import { isStorable } from "../../format/storable";
import type { Resource } from "../resources";
import type { Attr, Operand } from "./schema";
import {
  isVariable,
  type Operator,
  operatorsOf,
  type Subject,
  type SubjectType,
  subjectOf,
  variableNames,
} from "./subjects";
import { isLiteralOf, literalOf, MAX_TEXT, type Value } from "./values";

export const MAX_DEPTH = 8;
export const MAX_NODES = 50;
export const MAX_LIST = 200;

export type Test = {
  kind: "test";
  op: Operator;
  subject: Subject;
  /** As it was written; null for `exists`. */
  operand: Operand | readonly (string | number)[] | null;
  /** The same, ready to be compared: its values, one or several, or what the variable stands for. */
  against: readonly Value[] | Subject | null;
};

/** A condition that was checked against its resource: what is evaluated, compiled to SQL and put into words. */
export type Checked = Test | { kind: "and" | "or"; of: readonly Checked[] } | { kind: "not"; of: Checked };

/** Where in the condition, and what is wrong there. */
export type Problem = { path: (string | number)[]; message: string };

type State = { resource: Resource | null; nodes: number; problems: Problem[] };

/**
 * A condition as it may be written and as it may be met: one that this refuses is never met by an allow, and always by a deny.
 * `resource` is null for what has no records, of which only the member and the request can be asked.
 */
export function check(
  value: unknown,
  resource: Resource | null,
): { condition: Checked } | { problems: Problem[] } {
  const state: State = { resource, nodes: 0, problems: [] };
  const condition = node(value, [], 1, state);
  return condition && state.problems.length === 0 ? { condition } : { problems: state.problems };
}

function refuse(state: State, path: Problem["path"], message: string): null {
  state.problems.push({ path, message });
  return null;
}

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const OPERATORS = ["eq", "ne", "lt", "lte", "gt", "gte", "in", "nin", "exists", "and", "or", "not"];

function node(value: unknown, path: Problem["path"], depth: number, state: State): Checked | null {
  if (!isPlain(value)) return refuse(state, path, "A condition is an object with an operator, op.");
  if (depth > MAX_DEPTH) return refuse(state, path, `Conditions nest ${MAX_DEPTH} deep at most.`);
  state.nodes += 1;
  if (state.nodes > MAX_NODES)
    return state.nodes === MAX_NODES + 1
      ? refuse(state, [], `A condition has ${MAX_NODES} parts at most.`)
      : null;
  const { op } = value;
  if (typeof op !== "string" || !OPERATORS.includes(op))
    return refuse(
      state,
      [...path, "op"],
      `There is no operator ${shown(op)}. There are: ${OPERATORS.join(", ")}.`,
    );
  const keys =
    op === "and" || op === "or" || op === "not" ? ["of"] : op === "exists" ? ["attr"] : ["attr", "value"];
  const extra = Object.keys(value).find((key) => key !== "op" && !keys.includes(key));
  if (extra !== undefined)
    return refuse(state, [...path, extra], `${op} takes ${keys.join(" and ")}, and not ${shown(extra)}.`);
  if (op === "and" || op === "or") return group(op, value.of, path, depth, state);
  if (op === "not") {
    const of = node(value.of, [...path, "of"], depth + 1, state);
    return of && { kind: "not", of };
  }
  return test(op as Operator, value, path, state);
}

function group(
  kind: "and" | "or",
  of: unknown,
  path: Problem["path"],
  depth: number,
  state: State,
): Checked | null {
  if (!Array.isArray(of) || of.length === 0)
    return refuse(state, [...path, "of"], `${kind} takes a list of at least one condition.`);
  const parts = of.flatMap((part, i) => node(part, [...path, "of", i], depth + 1, state) ?? []);
  return { kind, of: parts };
}

function test(
  op: Operator,
  { attr, value }: Record<string, unknown>,
  path: Problem["path"],
  state: State,
): Checked | null {
  const subject = typeof attr === "string" && isStorable(attr) ? subjectOf(attr, state.resource) : null;
  if (!subject) return refuse(state, [...path, "attr"], unknownAttribute(attr, state.resource));
  if (!operatorsOf[subject.type].includes(op))
    return refuse(
      state,
      [...path, "op"],
      `${subject.label} cannot be asked with ${op}: use ${operatorsOf[subject.type].join(", ")}.`,
    );
  if (op === "exists") return { kind: "test", op, subject, operand: null, against: null };
  const wrong = op === "in" || op === "nin" ? wrongList(subject, value) : wrongOperand(subject, op, value);
  if (wrong) return refuse(state, [...path, "value"], wrong);
  const operand = value as NonNullable<Test["operand"]>;
  return { kind: "test", op, subject, operand, against: againstOf(subject.type, operand) };
}

function againstOf(type: SubjectType, operand: NonNullable<Test["operand"]>): Test["against"] {
  if (Array.isArray(operand)) return operand.map((item) => literalOf(type, item));
  if (typeof operand !== "object") return [literalOf(type, operand)];
  return "var" in operand ? subjectOf(operand.var, null) : null;
}

const shown = (value: unknown): string => JSON.stringify(value)?.slice(0, 80) ?? "nothing";

function unknownAttribute(attr: unknown, resource: Resource | null): string {
  const has = resource ? Object.keys(resource.attributes).map((key) => `record.${key}`) : [];
  if (resource?.hasCustomFields) has.push("record.custom.<key>");
  return `There is no attribute ${shown(attr)}. There are: ${[...has, ...variableNames].join(", ")}.`;
}

/** What a variable must be to be compared with a subject. */
const comparableWith: Record<SubjectType, readonly SubjectType[]> = {
  text: ["text"],
  texts: ["text"],
  number: ["number"],
  boolean: ["boolean"],
  date: ["date"],
  moment: ["moment"],
  id: ["id"],
  ids: ["id"],
  json: ["text", "id", "date"],
};

function wrongOperand(subject: Subject, op: Operator, value: unknown): string | null {
  if (isPlain(value)) {
    const type = variableType(value);
    if (type && comparableWith[subject.type].includes(type)) return null;
    return `${subject.label} cannot be compared with ${shown(value)}.`;
  }
  const ordersTruth = typeof value === "boolean" && op !== "eq" && op !== "ne";
  if (isLiteralOf(subject.type, value) && !ordersTruth) return null;
  return `${subject.label} is compared with ${expected[subject.type]}, not with ${shown(value)}.`;
}

function wrongList(subject: Subject, value: unknown): string | null {
  if (isPlain(value)) {
    const fits = subject.type === "id" || subject.type === "ids" || subject.type === "json";
    return variableType(value) === "ids" && fits
      ? null
      : `${subject.label} cannot be looked for in ${shown(value)}.`;
  }
  if (!Array.isArray(value) || value.length === 0 || value.length > MAX_LIST)
    return `${subject.label} is looked for in a list of 1 to ${MAX_LIST} values.`;
  const wrong = value.find((item) => typeof item === "boolean" || !isLiteralOf(subject.type, item));
  if (wrong !== undefined || value.includes(undefined))
    return `${subject.label} is compared with ${expected[subject.type]}, not with ${shown(wrong)}.`;
  return value.every((item) => typeof item === typeof value[0])
    ? null
    : "The values of a list are of one type.";
}

function variableType(value: Record<string, unknown>): SubjectType | null {
  const [key, ...others] = Object.keys(value);
  if (key !== "var" || others.length > 0 || !isVariable(value.var)) return null;
  return subjectOf(value.var satisfies Attr, null)?.type ?? null;
}

const expected: Record<SubjectType, string> = {
  text: `text of up to ${MAX_TEXT} characters`,
  texts: `text of up to ${MAX_TEXT} characters`,
  number: "a number",
  boolean: "true or false",
  date: "a date, YYYY-MM-DD",
  moment: "a moment with its zone, such as 2026-03-01T09:00:00Z",
  id: "an id",
  ids: "an id",
  json: "text, a number, or true or false",
};
