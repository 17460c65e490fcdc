import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { accessOf } from "./access";
import { type DrawnPolicy, type Ids, policy, request } from "./arbitrary.fixture";
import { lacking } from "./escalation";
import { explain } from "./explain";
import {
  customKeys,
  customValue,
  hardDates,
  hardMinors,
  hardMoments,
  hardTexts,
} from "./hard-values.fixture";
import type { Permission } from "./permissions";
import type { Policy, RecordAttributes, RequestAttributes, Rule } from "./policy";
import { fieldsOf, type ResourceName, resources } from "./resources";

const id = (n: number) => `01890a5d-ac96-774b-bcce-b302099a${String(n).padStart(4, "0")}`;
const ids: Ids = { members: [id(1), id(2), id(3)], references: [id(11), id(12)], records: [id(21), id(22)] };

const oneOf = <T>(values: readonly T[]) => fc.constantFrom(...values);
/** A value that may not be there, or not be of the type that it should be. */
const loosely = <T>(values: readonly T[]) =>
  fc.oneof(
    { weight: 6, arbitrary: oneOf<unknown>(values) },
    { weight: 1, arbitrary: oneOf<unknown>([null, undefined, 7, "x", true, {}]) },
  );

const record: fc.Arbitrary<RecordAttributes> = fc.record(
  {
    id: oneOf(ids.records),
    ownerId: loosely(ids.members),
    companyId: loosely(ids.references),
    stageId: loosely(ids.references),
    createdBy: loosely(ids.members),
    title: loosely(hardTexts),
    currency: loosely(["EUR", "NOK"]),
    industry: loosely(hardTexts),
    email: loosely(hardTexts),
    tags: loosely([[], ["a"], ["%", "é"]]),
    valueMinor: loosely(hardMinors),
    probability: loosely([0, 50, 100]),
    expectedCloseDate: loosely(hardDates),
    createdAt: loosely(hardMoments.map((moment) => new Date(moment))),
    customFields: fc.dictionary(oneOf(customKeys), customValue, { maxKeys: 4 }),
  },
  { requiredKeys: ["id"] },
);

const cases = [
  ["deal:read", "deal"],
  ["deal:update", "deal"],
  ["contact:read", "contact"],
  ["product:read", "product"],
] as const satisfies [Permission, ResourceName][];

const fieldOf = (name: ResourceName) =>
  fc.option(oneOf(Object.keys(fieldsOf(resources[name]))), { nil: undefined, freq: 2 });
const withRules = (given: Policy, rules: readonly Rule[]): Policy => ({ ...given, rules });

describe.each(cases)("random policies of %s", (permission, name) => {
  const drawn = policy(permission, name, ids);
  const holds = (
    run: (
      drawn: DrawnPolicy,
      record: RecordAttributes,
      field: string | undefined,
      request: RequestAttributes | undefined,
    ) => void,
  ) => fc.assert(fc.property(drawn, record, fieldOf(name), request, run), { numRuns: 500 });
  const isAllowed = (given: Policy, of: RecordAttributes, field?: string, request?: RequestAttributes) =>
    accessOf(given).can(permission, of, { field, request });

  it("decide the same in whatever order their rules come", () => {
    holds(({ policy }, of, field, request) => {
      const turned = withRules(policy, policy.rules.toReversed());
      expect(isAllowed(turned, of, field, request)).toBe(isAllowed(policy, of, field, request));
      expect(explain(accessOf(turned), permission, of, { field, request })).toEqual(
        explain(accessOf(policy), permission, of, { field, request }),
      );
    });
  });

  it("open nothing when an allow goes", () => {
    holds(({ policy }, of, field, request) => {
      if (isAllowed(policy, of, field, request)) return;
      for (const gone of policy.rules.filter(({ effect }) => effect === "allow")) {
        const less = withRules(
          policy,
          policy.rules.filter((rule) => rule !== gone),
        );
        expect(isAllowed(less, of, field, request)).toBe(false);
      }
    });
  });

  it("open nothing when a deny comes", () => {
    fc.assert(
      fc.property(drawn, drawn, record, fieldOf(name), request, ({ policy }, other, of, field, request) => {
        if (isAllowed(policy, of, field, request)) return;
        const denies = other.policy.rules.map(
          (rule): Rule => ({ ...rule, key: `more-${rule.key}`, effect: "deny" }),
        );
        expect(isAllowed(withRules(policy, [...policy.rules, ...denies]), of, field, request)).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it("are explained as they decide", () => {
    holds(({ policy }, of, field, request) => {
      const access = accessOf(policy);
      const { allowed, step, chain } = explain(access, permission, of, { field, request });
      expect(allowed).toBe(access.can(permission, of, { field, request }));
      const deciding = chain.filter(({ decides }) => decides);
      expect(deciding.map((link) => link.step)).toEqual(step === 5 ? [] : [step]);
      expect(deciding.every(({ applies }) => applies)).toBe(true);
      const whole = explain(access, permission, null, { request });
      expect(whole.allowed).toBe(access.might(permission, { request }));
    });
  });

  it("might allow what they allow, and see the fields that they say", () => {
    holds(({ policy }, of, field, request) => {
      const access = accessOf(policy);
      const { limited, always, ever } = access.fields(permission);
      const visible = access.visible(permission, of, { request });
      const asWhole = access.can(permission, of, { request });
      if (asWhole) expect(access.might(permission, { request }) && access.might(permission)).toBe(true);
      if (!asWhole) expect([...visible]).toEqual([]);
      for (const one of Object.keys(fieldsOf(resources[name]))) {
        const isOpen = access.can(permission, of, { field: one, request });
        expect(visible.has(one)).toBe(isOpen);
        if (isOpen) expect(ever.has(one)).toBe(true);
        if (asWhole && (!limited || always.has(one))) expect(isOpen).toBe(true);
      }
      expect(field === undefined || !always.has(field) || ever.has(field)).toBe(true);
    });
  });

  it("read what is not there as null", () => {
    holds(({ policy }, of, field, request) => {
      const filled = Object.fromEntries(
        Object.entries(of).filter(([, value]) => value !== null && value !== undefined),
      );
      expect(isAllowed(policy, filled, field, request)).toBe(isAllowed(policy, of, field, request));
    });
  });

  it("give nothing that they do not have", () => {
    let given = 0;
    fc.assert(
      fc.property(
        drawn,
        drawn,
        drawn,
        fc.array(record, { minLength: 3, maxLength: 6 }),
        request,
        (giver, receiver, wanted, records, request) => {
          const access = accessOf(giver.policy);
          const rules = [...wanted.policy.rules, ...giver.policy.rules, ...giver.policy.rules.map(narrowed)];
          const refused = new Set(lacking(access, rules));
          for (const rule of rules.filter((rule) => rule.effect === "allow" && !refused.has(rule))) {
            given += 1;
            const before = receiver.policy;
            const after = withRules(before, [...before.rules, { ...rule, key: "given" }]);
            for (const of of records) {
              for (const field of [undefined, ...Object.keys(fieldsOf(resources[name]))]) {
                if (isAllowed(before, of, field, request) || !isAllowed(after, of, field, request)) continue;
                expect(access.can(permission, of, { field, request })).toBe(true);
              }
            }
          }
        },
      ),
      { numRuns: 200 },
    );
    expect(given).toBeGreaterThan(20);
  });
});

/** The same for less: it must not be lacking for being narrow. */
const narrowed = (rule: Rule): Rule => ({
  ...rule,
  scope: "own",
  condition: rule.condition ?? { op: "exists", attr: "record.createdBy" },
});
