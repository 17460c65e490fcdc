import type { Principal, RecordAttributes, RequestAttributes } from "../policy";
import type { Checked, Test } from "./check";
import type { Subject, SubjectType } from "./subjects";
import { negated, type Truth } from "./truth";
import { compare, held, type Value } from "./values";

/** What a condition can see. What is not there, of a record or of a request, is unknown. */
export type Env = {
  member: Principal;
  request: RequestAttributes | undefined;
  record: RecordAttributes;
};

/** Whether something holds, of what is seen. */
export type Evaluator = (env: Env) => Truth;

/** A condition made ready for many records: what can be known once is not asked again. */
export function evaluator(condition: Checked): Evaluator {
  if (condition.kind === "test") return testEvaluator(condition);
  if (condition.kind === "not") {
    const of = evaluator(condition.of);
    return (env) => negated(of(env));
  }
  return groupEvaluator(condition.kind === "or", condition.of.map(evaluator));
}

/** What settles it at once is `true` for "or" and `false` for "and"; without that, one unknown makes it unknown. */
const groupEvaluator = (settling: boolean, of: readonly Evaluator[]): Evaluator => {
  return (env) => {
    let result: Truth = !settling;
    for (const holds of of) {
      const truth = holds(env);
      if (truth === settling) return settling;
      if (truth === null) result = null;
    }
    return result;
  };
};

export const testHolds = (test: Test, env: Env): Truth => testEvaluator(test)(env);

function testEvaluator(test: Test): Evaluator {
  const { op, subject, against } = test;
  const read = readerOf(subject);
  if (op === "exists") return (env) => isThere(read(env));
  if (op === "in" || op === "nin" || isList(subject.type)) {
    const isAmong = isList(subject.type) ? holdsAny : isOneOf;
    const isNegated = op === "nin" || op === "ne";
    return (env) => {
      const values = valuesOf(test, env);
      const found = values && isAmong(subject.type, read(env), values);
      return isNegated ? negated(found) : found;
    };
  }
  const accepts = orders[op];
  const hold = held[subject.type];
  const literal = against !== null && isLiteral(against) ? against[0] : undefined;
  return (env) => {
    const saw = hold(read(env));
    const value = literal ?? valuesOf(test, env)?.[0];
    const order = saw === null || value === undefined ? null : compare(saw, value);
    return order === null ? null : accepts(order);
  };
}

const orders = {
  eq: (order: number) => order === 0,
  ne: (order: number) => order !== 0,
  lt: (order: number) => order < 0,
  lte: (order: number) => order <= 0,
  gt: (order: number) => order > 0,
  gte: (order: number) => order >= 0,
};

const isThere = (raw: unknown): boolean =>
  Array.isArray(raw) ? raw.length > 0 : raw !== null && raw !== undefined;

export const isList = (type: SubjectType): boolean => type === "texts" || type === "ids";

function holdsAny(type: SubjectType, raw: unknown, values: readonly Value[]): Truth {
  if (!Array.isArray(raw)) return null;
  return raw.some((item) => values.some((value) => held[type](item) === value));
}

function isOneOf(type: SubjectType, raw: unknown, values: readonly Value[]): Truth {
  const saw = held[type](raw);
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
export const rawOf = (subject: Subject, env: Env): unknown => readerOf(subject)(env);

function readerOf({ of, key }: Subject): (env: Env) => unknown {
  switch (of) {
    case "attribute":
      return ({ record }) => record[key];
    case "member":
      return ({ member }) => member[key as keyof Principal];
    case "custom":
      return ({ record }) => customField(record.customFields, key);
    case "request":
      return ({ request }) => {
        if (!request) return null;
        return key === "today"
          ? request.now.toISOString().slice(0, 10)
          : request[key as keyof RequestAttributes];
      };
  }
}

function customField(fields: unknown, key: string): unknown {
  if (typeof fields !== "object" || fields === null || Array.isArray(fields)) return null;
  return Object.hasOwn(fields, key) ? (fields as Record<string, unknown>)[key] : null;
}

/** What the test compares with, one value or several; null when a variable has none. */
export function valuesOf({ against }: Test, env: Env): readonly Value[] | null {
  if (against === null || isLiteral(against)) return against;
  const raw = rawOf(against, env);
  if (Array.isArray(raw)) return raw.flatMap((item) => held[against.type](item) ?? []);
  const value = held[against.type](raw);
  return value === null ? null : [value];
}

const isLiteral = (against: readonly Value[] | Subject): against is readonly Value[] =>
  Array.isArray(against);
