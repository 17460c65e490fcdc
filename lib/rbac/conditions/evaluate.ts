import type { Principal, RecordAttributes, RequestAttributes } from "../policy";
import type { Checked, Test } from "./check";
import type { Subject, SubjectType } from "./subjects";
import { negated, type Truth } from "./truth";
import { compare, heldAs, type Value } from "./values";

/** What a condition can see. What is not there, of a record or of a request, is unknown. */
export type Env = {
  member: Principal;
  request: RequestAttributes | undefined;
  record: RecordAttributes;
};

/** Whether a condition holds. */
export function holds(condition: Checked, env: Env): Truth {
  switch (condition.kind) {
    case "test":
      return testHolds(condition, env);
    case "not":
      return negated(holds(condition.of, env));
    default:
      return groupHolds(condition.kind === "or", condition.of, env);
  }
}

/** What settles it at once is `true` for "or" and `false` for "and"; without that, one unknown makes it unknown. */
function groupHolds(settling: boolean, of: readonly Checked[], env: Env): Truth {
  let result: Truth = !settling;
  for (const condition of of) {
    const truth = holds(condition, env);
    if (truth === settling) return settling;
    if (truth === null) result = null;
  }
  return result;
}

export function testHolds(test: Test, env: Env): Truth {
  const { op, subject } = test;
  const raw = rawOf(subject, env);
  if (op === "exists") return Array.isArray(raw) ? raw.length > 0 : raw !== null && raw !== undefined;
  const values = valuesOf(test, env);
  if (values === null) return null;
  if (op === "in") return isAmong(subject.type, raw, values);
  if (op === "nin") return negated(isAmong(subject.type, raw, values));
  if (isList(subject.type)) {
    const held = isAmong(subject.type, raw, values);
    return op === "eq" ? held : negated(held);
  }
  const saw = heldAs(subject.type, raw);
  const [value] = values;
  const order = saw === null || value === undefined ? null : compare(saw, value);
  return order === null ? null : orders[op](order);
}

const orders = {
  eq: (order: number) => order === 0,
  ne: (order: number) => order !== 0,
  lt: (order: number) => order < 0,
  lte: (order: number) => order <= 0,
  gt: (order: number) => order > 0,
  gte: (order: number) => order >= 0,
};

export const isList = (type: SubjectType): boolean => type === "texts" || type === "ids";

function isAmong(type: SubjectType, raw: unknown, values: readonly Value[]): Truth {
  if (isList(type)) {
    if (!Array.isArray(raw)) return null;
    return raw.some((item) => values.includes(heldAs(type, item) ?? Number.NaN));
  }
  const saw = heldAs(type, raw);
  if (saw === null) return null;
  let result: Truth = false;
  for (const value of values) {
    const order = compare(saw, value);
    if (order === 0) return true;
    if (order === null) result = null;
  }
  return result;
}

/** What stands where the condition looks, as it is. */
export function rawOf({ of, key }: Subject, { member, request, record }: Env): unknown {
  if (of === "attribute") return record[key];
  if (of === "member") return member[key as keyof Principal];
  if (of === "custom") {
    const fields = record.customFields;
    if (typeof fields !== "object" || fields === null || Array.isArray(fields)) return null;
    return Object.hasOwn(fields, key) ? (fields as Record<string, unknown>)[key] : null;
  }
  if (key === "today") return request ? request.now.toISOString().slice(0, 10) : null;
  return request ? request[key as keyof RequestAttributes] : null;
}

/** What the test compares with, one value or several; null when a variable has none. */
export function valuesOf({ against }: Test, env: Env): readonly Value[] | null {
  if (against === null || isLiteral(against)) return against;
  const raw = rawOf(against, env);
  if (Array.isArray(raw)) return raw.flatMap((item) => heldAs(against.type, item) ?? []);
  const value = heldAs(against.type, raw);
  return value === null ? null : [value];
}

const isLiteral = (against: readonly Value[] | Subject): against is readonly Value[] =>
  Array.isArray(against);
