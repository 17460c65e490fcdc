import fc from "fast-check";
import type { Condition } from "./conditions/schema";
import {
  customKeys,
  hardBounds,
  hardDates,
  hardNumbers,
  hardTexts,
  momentBounds,
  notCondition,
} from "./hard-values.fixture";
import type { Permission } from "./permissions";
import type { Gate, Policy, RequestAttributes, Rule } from "./policy";
import { fieldsOf, type Resource, type ResourceName, resources } from "./resources";

/** Where random policies and rows come from: ids that may meet, and values that are hard to compare. */
export type Ids = { members: readonly string[]; references: readonly string[]; records: readonly string[] };

const oneOf = <T>(values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);

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
