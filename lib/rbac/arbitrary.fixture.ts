import fc from "fast-check";
import type { Condition } from "./conditions/schema";
import type { Permission } from "./permissions";
import type { Gate, Policy, RequestAttributes, Rule } from "./policy";
import { fieldsOf, type Resource, type ResourceName, resources } from "./resources";

/** Where random policies and rows come from: ids that may meet, and values that are hard to compare. */
export type Ids = { members: readonly string[]; references: readonly string[]; records: readonly string[] };

export const hardTexts = [
  "",
  " ",
  "a",
  "A",
  "Z",
  "ab",
  "%",
  "_",
  "\\",
  "100%",
  "a_b",
  "a\\%b",
  "'",
  '"',
  "{a,b}",
  "a,b",
  "null",
  "NULL",
  "true",
  "0",
  "10",
  "9",
  "é",
  "e\u0301",
  "ß",
  "ss",
  "İ",
  "i",
  "\uE000",
  "\uFFFD",
  "😀",
  "😀b",
  "𝒳",
  "Fjordlys",
  "Hanami Supply",
  "EUR",
  "NOK",
  "USD",
] as const;

export const hardNumbers = [0, 1, -1, 10, 50, 100, 1_000_000, 2 ** 31 - 1, -(2 ** 31)] as const;
export const hardMinors = [
  0n,
  1n,
  -1n,
  10n,
  100n,
  1_000_000n,
  2n ** 53n,
  2n ** 53n + 1n,
  2n ** 63n - 1n,
  -(2n ** 63n),
] as const;
const hardBounds = [
  ...hardNumbers,
  0.5,
  -0.5,
  49.999,
  2 ** 53,
  2 ** 63,
  -(2 ** 63),
  1e19,
  -1e19,
  1e300,
  5e-324,
] as const;
export const hardDates = [
  "0001-01-01",
  "1969-12-31",
  "2024-02-29",
  "2026-03-01",
  "2026-03-02",
  "9999-12-31",
] as const;
/** As PostgreSQL keeps them, to the microsecond. */
export const hardMoments = [
  "1969-12-31T23:59:59.999999Z",
  "1970-01-01T00:00:00.000Z",
  "2026-03-01T09:00:00.000Z",
  "2026-03-01T09:00:00.000001Z",
  "2026-03-01T09:00:00.000999Z",
  "2026-03-01T09:00:00.001Z",
  "2026-03-01T09:00:00.123456Z",
  "1890-05-05T05:05:05.000501Z",
] as const;
const momentBounds = [
  "1969-12-31T23:59:59.999Z",
  "1970-01-01T00:00:00Z",
  "2026-03-01T10:00:00+01:00",
  "2026-03-01T09:00:00.001Z",
  "2026-03-01T09:00:00.123Z",
  "1890-05-05T05:05:05.000Z",
] as const;
export const customKeys = [
  "colour",
  "size",
  'a"b',
  "a.b",
  "1",
  "__proto__",
  "constructor",
  "ключ",
  "%",
] as const;

const oneOf = <T>(values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);

/** A value of a custom field, of any type that JSON has. */
export const customValue: fc.Arbitrary<unknown> = fc.oneof(
  oneOf(hardTexts),
  oneOf([...hardNumbers, 0.5, 0.1, 1e21, -0.25]),
  fc.boolean(),
  oneOf([null, [], ["a"], [1, "a"], { a: 1 }]),
);

const literals = ({ members, references }: Ids): Record<string, fc.Arbitrary<string | number | boolean>> => ({
  text: oneOf(hardTexts),
  texts: oneOf(hardTexts),
  number: oneOf(hardBounds),
  boolean: fc.boolean(),
  date: oneOf(hardDates),
  moment: oneOf(momentBounds),
  id: oneOf([...members, ...references].flatMap((id) => [id, id.toUpperCase()])),
});

const variables: Record<string, readonly string[]> = {
  text: ["member.email", "member.title", "request.ip"],
  texts: ["member.title"],
  date: ["request.today"],
  moment: ["request.now"],
  id: ["member.id"],
};

const orders = ["lt", "lte", "gt", "gte"] as const;

/** One comparison that is a condition. */
function comparison(attr: string, type: string, ids: Ids): fc.Arbitrary<Condition> {
  const single = ["eq", "ne", ...(["text", "number", "date", "moment"].includes(type) ? orders : [])];
  const literal = literals(ids)[type] ?? oneOf(hardTexts);
  const known = variables[type] ?? [];
  const operand =
    known.length > 0
      ? fc.oneof(
          literal,
          oneOf(known).map((name) => ({ var: name })),
        )
      : literal;
  const list = fc.array(literal, { minLength: 1, maxLength: 4 });
  const among =
    type === "id"
      ? fc.oneof(
          list,
          oneOf(["member.teamIds", "member.roleIds"]).map((name) => ({ var: name })),
        )
      : list;
  const options = [
    fc.record({ op: oneOf(single), attr: fc.constant(attr), value: operand }),
    fc.record({ op: fc.constant("exists"), attr: fc.constant(attr) }),
  ] as fc.Arbitrary<unknown>[];
  if (type !== "boolean")
    options.push(fc.record({ op: oneOf(["in", "nin"]), attr: fc.constant(attr), value: among }));
  return fc.oneof(...options) as fc.Arbitrary<Condition>;
}

/** Of a custom field: it may hold anything, so it is compared with anything. */
function customComparison(): fc.Arbitrary<Condition> {
  const attr = oneOf(customKeys).map((key) => `record.custom.${key}`);
  const texts = fc.array(oneOf(hardTexts), { minLength: 1, maxLength: 4 });
  const numbers = fc.array(oneOf([...hardNumbers, 0.5, 0.1]), { minLength: 1, maxLength: 4 });
  return fc.oneof(
    fc.record({
      op: oneOf(["eq", "ne", ...orders]),
      attr,
      value: fc.oneof(oneOf(hardTexts), oneOf([...hardBounds, 0.1])),
    }),
    fc.record({ op: oneOf(["eq", "ne"]), attr, value: fc.boolean() }),
    fc.record({ op: oneOf(["in", "nin"]), attr, value: fc.oneof(texts, numbers) }),
    fc.record({ op: fc.constant("exists"), attr }),
  ) as fc.Arbitrary<Condition>;
}

/** One comparison with a record, or with whoever asks. */
function leaf(name: ResourceName, ids: Ids): fc.Arbitrary<Condition> {
  const { attributes, hasCustomFields }: Resource = resources[name];
  const ofRecord = Object.entries(attributes).map(([key, { type }]) =>
    comparison(`record.${key}`, type, ids),
  );
  const ofMember = [
    comparison("member.title", "text", ids),
    comparison("member.id", "id", ids),
    comparison("request.today", "date", ids),
    comparison("request.now", "moment", ids),
    comparison("request.ip", "text", ids),
    fc.record({ op: oneOf(["eq", "in", "ne"]), id: oneOf(ids.references) }).map(({ op, id }) => ({
      op,
      attr: "member.teamIds",
      value: op === "in" ? [id] : id,
    })) as fc.Arbitrary<Condition>,
  ];
  return fc.oneof(
    { weight: 6, arbitrary: fc.oneof(...ofRecord) },
    { weight: hasCustomFields ? 3 : 0, arbitrary: customComparison() },
    { weight: 1, arbitrary: fc.oneof(...ofMember) },
  );
}

function condition(name: ResourceName, ids: Ids): fc.Arbitrary<Condition> {
  return fc.letrec<{ tree: Condition }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      { weight: 3, arbitrary: leaf(name, ids) },
      { weight: 1, arbitrary: tie("tree").map((of): Condition => ({ op: "not", of })) },
      {
        weight: 1,
        arbitrary: fc
          .record({
            op: oneOf(["and", "or"] as const),
            of: fc.array(tie("tree"), { minLength: 1, maxLength: 3 }),
          })
          .map((group): Condition => group),
      },
    ),
  })).tree;
}

/** What is no condition: it is refused when written. */
export const notCondition: fc.Arbitrary<unknown> = oneOf([
  {},
  "all",
  [],
  { op: "like", attr: "record.createdAt", value: "a" },
  { op: "eq", attr: "record.nothing", value: "a" },
  { op: "eq", attr: "record.tenantId", value: "a" },
  { op: "eq", attr: "record.ownerId", value: "me" },
  { op: "lt", attr: "record.createdBy", value: "00000000-0000-7000-8000-000000000001" },
  { op: "gt", attr: "record.createdAt", value: 5 },
  { op: "gt", attr: "record.createdAt", value: "2026-02-30T00:00:00Z" },
  { op: "in", attr: "record.createdBy", value: [] },
  { op: "in", attr: "record.createdBy", value: { var: "member.id" } },
  { op: "eq", attr: "record.createdBy", value: { var: "member.teamIds" } },
  { op: "eq", attr: "record.createdBy", value: { var: "member.password" } },
  { op: "eq", attr: "member.title", value: "a", flags: "i" },
  { op: "eq", attr: "member.title" },
  { op: "eq", attr: "member.title", value: "\u0000" },
  { op: "and", of: [] },
  { op: "not", of: [] },
  { op: "or", of: [{ op: "exists", attr: "record.createdAt" }, { op: "perhaps" }] },
]);

/** A random rule, and whether its condition is one. */
type Drawn = { rule: Rule; isInvalid: boolean };

function rule(permission: Permission, name: ResourceName, ids: Ids): fc.Arbitrary<Drawn> {
  const fields = Object.keys(fieldsOf(resources[name]));
  const sources: fc.Arbitrary<Rule["source"]> = fc.constant({ kind: "system", name: "random" });
  return fc
    .record({
      source: sources,
      effect: oneOf(["allow", "allow", "deny"] as const),
      permission: fc.constant(permission),
      scope: oneOf(["all", "all", "own", "team"] as const),
      team: sometimes(
        fc
          .subarray([...ids.members])
          .map((memberIds) => ({ id: memberIds.join(), name: "Nordics", memberIds })),
        6,
      ),
      condition: sometimes(
        fc.oneof(
          { weight: 8, arbitrary: condition(name, ids).map(valid) },
          { weight: 1, arbitrary: notCondition.map(invalid) },
        ),
        2,
      ),
      fields: sometimes(fc.subarray(fields, { maxLength: 4 }), 4),
      recordId: sometimes(oneOf(ids.records), 6),
      priority: sometimes(oneOf([1, 2, 3]), 4),
    })
    .map(({ condition: drawn, ...rest }) => ({
      rule: { ...rest, key: "", expiresAt: null, condition: drawn?.condition ?? null },
      isInvalid: drawn?.isInvalid ?? false,
    }));
}

const valid = (made: unknown) => ({ condition: made, isInvalid: false });
const invalid = (made: unknown) => ({ condition: made, isInvalid: true });

/** Once in so many times, and null otherwise. */
const sometimes = <T>(arbitrary: fc.Arbitrary<T>, inTimes: number): fc.Arbitrary<T | null> =>
  fc.oneof({ weight: inTimes - 1, arbitrary: fc.constant(null) }, { weight: 1, arbitrary });

const gate: fc.Arbitrary<Gate> = fc.record({
  kind: oneOf(["inactive", "suspended", "plan"] as const),
  message: fc.constant("Closed."),
  applies: fc.oneof(
    oneOf(["all", "writes"] as const),
    fc.subarray<Permission>(["deal:read", "deal:update", "company:read", "contact:read"]),
  ),
});

export type DrawnPolicy = { policy: Policy; invalid: ReadonlySet<string> };

/** A random policy: its rules are of one permission. */
export const policy = (permission: Permission, name: ResourceName, ids: Ids): fc.Arbitrary<DrawnPolicy> =>
  fc
    .record({
      id: fc.option(oneOf(ids.members), { freq: 9 }),
      teamIds: fc.subarray([...ids.references]),
      roleIds: fc.subarray([...ids.references], { maxLength: 2 }),
      title: fc.option(oneOf(hardTexts)),
      email: fc.option(oneOf(hardTexts)),
      teammates: fc.subarray([...ids.members]),
      gates: fc.oneof(
        { weight: 9, arbitrary: fc.constant([]) },
        { weight: 1, arbitrary: fc.array(gate, { maxLength: 2 }) },
      ),
      drawn: fc.array(rule(permission, name, ids), { maxLength: 6 }),
    })
    .map(({ gates, drawn, teammates, ...member }) => {
      const rules = drawn.map((one, index) => ({ ...one.rule, key: `rule-${index}` }));
      return {
        policy: { member, gates, rules, teammates: member.id ? [...new Set([...teammates, member.id])] : [] },
        invalid: new Set(rules.filter((_, index) => drawn[index]?.isInvalid).map(({ key }) => key)),
      };
    });

export const request: fc.Arbitrary<RequestAttributes | undefined> = fc.option(
  fc.record({
    now: oneOf(momentBounds).map((text) => new Date(text)),
    ip: fc.option(oneOf(hardTexts)),
  }),
  { nil: undefined, freq: 5 },
);

/** A policy that allows what meets one comparison, or what does not. */
export const oneComparison = (
  permission: Permission,
  name: ResourceName,
  ids: Ids,
): fc.Arbitrary<DrawnPolicy> =>
  fc
    .record({ compared: leaf(name, ids), isNot: fc.boolean(), title: fc.option(oneOf(hardTexts)) })
    .map(({ compared, isNot, title }) => ({
      invalid: new Set<string>(),
      policy: {
        member: {
          id: ids.members[0] ?? null,
          teamIds: ids.references.slice(0, 2),
          roleIds: [],
          email: null,
          title,
        },
        teammates: [],
        gates: [],
        rules: [
          {
            key: "only",
            source: { kind: "system", name: "random" },
            effect: "allow",
            permission,
            scope: "all",
            team: null,
            condition: isNot ? { op: "not", of: compared } : compared,
            fields: null,
            recordId: null,
            priority: null,
            expiresAt: null,
          },
        ],
      },
    }));
