import { newId } from "@/db/columns";
import { type Access, accessOf } from "@/lib/rbac/access";
import type { Permission } from "@/lib/rbac/permissions";
import type { Rule } from "@/lib/rbac/policy";
import { median } from "./measure";
import type { Ratio } from "./report";

const OWNERS = Array.from({ length: 20 }, newId);
const [ME = ""] = OWNERS;
const RECORDS = Array.from({ length: 1000 }, (_, n) => ({
  id: newId(),
  ownerId: OWNERS[n % 20],
  currency: n % 3 === 0 ? "NOK" : "USD",
  valueMinor: BigInt(n * 7919) * 100n,
}));

const asked: Permission[] = ["deal:read", "deal:update", "deal:delete", "deal:share"];

/** A rule of a kind that turns with `n`: of a role, with a scope, with a condition; now and then a deny or an override. */
function rule(n: number, permission: Permission): Rule {
  const condition =
    n % 4 === 0
      ? { op: "and", of: [bound("gt", n), { op: "in", attr: "record.currency", value: ["EUR", "SEK"] }] }
      : null;
  return {
    key: String(n).padStart(6, "0"),
    source: { kind: "override", id: String(n), reason: "While the audit lasts" },
    effect: n % 5 === 0 ? "deny" : "allow",
    permission,
    scope: n % 5 === 0 ? "own" : n % 2 === 0 ? "team" : "all",
    team: null,
    condition: condition ?? (n % 2 === 0 ? null : bound("gt", 10_000_000 + n)),
    fields: null,
    recordId: null,
    priority: n % 10 === 3 ? n : null,
    expiresAt: null,
  };
}

const bound = (op: "gt", value: number) => ({ op, attr: "record.valueMinor", value });

/** As many rules as asked for; beyond `general` of them, access to single records. */
function accessWith(count: number, general: number, permissions: readonly Permission[]): Access {
  const rules = Array.from({ length: count }, (_, n): Rule => {
    const made = rule(n, permissions[n % permissions.length] ?? "deal:read");
    return n < general ? made : { ...made, scope: "all", condition: null, priority: null, recordId: newId() };
  });
  return accessBy(rules);
}

/** Denials that do not apply, each for its own condition, and an allow: no rule can be left out. */
const tried = (count: number): Rule[] =>
  Array.from({ length: count }, (_, n) => {
    const isLast = n === count - 1;
    const condition = isLast ? null : bound("gt", 10 ** 12 + n);
    return {
      ...rule(n, "deal:read"),
      effect: isLast ? "allow" : "deny",
      scope: "all",
      priority: null,
      condition,
    };
  });

function accessBy(rules: readonly Rule[]): Access {
  return accessOf({
    member: { id: ME, teamIds: [], roleIds: [], email: null, title: null },
    teammates: OWNERS.slice(0, 5),
    gates: [],
    rules,
  });
}

/** Microseconds of one call, of this thread's processor time: the median of several runs of many. */
function microseconds(calls: number, call: (n: number) => boolean): number {
  let truths = 0;
  const samples = Array.from({ length: 9 }, () => {
    const start = process.threadCpuUsage();
    for (let n = 0; n < calls; n += 1) if (call(n)) truths += 1;
    return process.threadCpuUsage(start).user / calls;
  });
  // Used, so that no call can be left out.
  if (truths < 0) throw new Error("Impossible.");
  return median(samples.slice(3));
}

const deciding = (access: Access): number =>
  microseconds(100_000, (n) => access.can("deal:read", RECORDS[n % 1000] ?? {}));

/** What one decision in memory costs, and how that grows with the rules. */
export function decidingInMemory(): Ratio[] {
  const known = new Map(asked.map((permission) => [permission, new Set(OWNERS)]));
  const lookUp = microseconds(2_000_000, (n) => {
    const owner = RECORDS[n % 1000]?.ownerId ?? "";
    return known.get(asked[n % 4] ?? "deal:read")?.has(owner) ?? false;
  });
  const turning = accessWith(200, 200, asked);
  const spread = microseconds(100_000, (n) =>
    turning.can(asked[n % 4] ?? "deal:read", RECORDS[n % 1000] ?? {}),
  );
  const worst = deciding(accessBy(tried(200)));
  const few = deciding(accessWith(10, 10, asked.slice(0, 1)));
  const many = deciding(accessWith(10_000, 10, asked.slice(0, 1)));
  return [
    {
      name: "can() with 200 rules, in microseconds",
      value: spread,
      target: { atMost: 5 },
      detail: `50 rules each for 4 permissions; ${(spread / lookUp).toFixed(0)} times a look-up (${(lookUp * 1000).toFixed(0)} ns)`,
    },
    {
      name: "can() with 200 rules that are all tried, in microseconds",
      value: worst,
      target: { atMost: 5 },
      detail: `199 denials whose condition is not met, then an allow; ${(worst / lookUp).toFixed(0)} times a look-up`,
    },
    {
      name: "can() with 10,000 rules / with 10",
      value: many / few,
      target: { atMost: 3 },
      detail: `${many.toFixed(2)} µs / ${few.toFixed(2)} µs; what comes on top is access to single records`,
    },
  ];
}
