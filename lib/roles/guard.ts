import { and, eq, ne } from "drizzle-orm";
import { roles } from "@/db/schema/tenant";
import { within } from "@/db/within";
import { assertMayGive, rulesOfRoles } from "@/lib/access/escalation";
import type { Context } from "@/lib/kernel";
import { Conflict, Forbidden } from "@/lib/kernel/errors";
import { loadPolicies } from "@/lib/kernel/policy/load";
import type { Rule, RuleBody } from "@/lib/rbac/policy";
import { gains } from "@/lib/teams/guard";
import { slugFrom } from "@/lib/tenancy/slug";
import { holdersOf, ownersWith } from "./holders";
import { ruleKey } from "./matrix";
import { ownRules } from "./rules";
import { downwards, type Scope, upwards } from "./tree";

type RoleRow = typeof roles.$inferSelect;

/** @throws Forbidden for a system role, which is the same in every workspace */
export function assertCustom({ name, isSystem }: RoleRow): void {
  if (isSystem)
    throw new Forbidden(`${name} is a system role and stays as it is. Copy it, and change the copy.`);
}

/** All that a role with these rules and this parent says: its own rules, and those of every role above it. */
export async function effectiveRules(
  scope: Scope,
  own: readonly RuleBody[],
  parentId: string | null,
): Promise<RuleBody[]> {
  const above = parentId ? (await upwards(scope, parentId)).map(({ id }) => id) : [];
  const inherited = await ownRules(scope, above);
  return [...own, ...[...inherited.values()].flat()];
}

/**
 * Whoever writes a role gives what it newly allows, and what it no longer denies.
 * @throws Forbidden, which names what they do not have themselves
 */
export function assertMayWrite(
  ctx: Context,
  role: { id: string; name: string },
  before: readonly RuleBody[],
  after: readonly RuleBody[],
): void {
  const had = new Set(before.map(ruleKey));
  const has = new Set(after.map(ruleKey));
  const given = [
    ...after.filter((rule) => rule.effect === "allow" && !had.has(ruleKey(rule))),
    ...before.filter((rule) => rule.effect === "deny" && !has.has(ruleKey(rule))),
  ];
  assertMayGive(
    ctx,
    given.map((rule) => asGiven(role, rule)),
  );
}

/**
 * Gives a role another parent: whoever has the role has what is shared with the roles above it, too, and what conditions give to whoever
 * has one of those.
 * @throws Forbidden, which names what whoever does this does not have themselves
 */
export async function assertMayBring(
  scope: Scope & { ctx: Context },
  roleId: string,
  hang: () => Promise<void>,
): Promise<void> {
  const { tx, ctx } = scope;
  const shared = async () =>
    (await rulesOfRoles(tx, ctx, [roleId])).filter(({ source }) => source.kind === "grant");
  const people = await holdersOf(
    scope,
    (await downwards(scope, roleId)).map(({ id }) => id),
  );
  const [had, before] = [await shared(), await loadPolicies(tx, ctx, people)];
  await hang();
  const [has, after] = [await shared(), await loadPolicies(tx, ctx, people)];
  assertMayGive(ctx, [
    ...people.flatMap((id) => {
      const [one, other] = [before.get(id), after.get(id)];
      return one && other ? gains(one, other) : [];
    }),
    ...without(has, had).filter(({ effect }) => effect === "allow"),
    ...without(had, has).flatMap((rule): Rule[] =>
      rule.effect === "deny" ? [{ ...rule, effect: "allow" }] : [],
    ),
  ]);
}

const without = (rules: readonly Rule[], others: readonly Rule[]): Rule[] => {
  const keys = new Set(others.map(({ key }) => key));
  return rules.filter(({ key }) => !keys.has(key));
};

/**
 * A denial reaches everybody who has the role, the workspace's owners as well: nobody but an owner closes anything to an owner.
 * @throws Forbidden, which names the owners
 */
export async function assertMayDeny(
  scope: Scope & { ctx: Context },
  roleId: string,
  before: readonly RuleBody[],
  after: readonly RuleBody[],
): Promise<void> {
  const { member } = scope.ctx;
  const had = new Set(before.map(ruleKey));
  const denies = after.some((rule) => rule.effect === "deny" && !had.has(ruleKey(rule)));
  if (!denies || !member || member.roles.includes("owner")) return;
  const below = (await downwards(scope, roleId)).map(({ id }) => id);
  const owners = await ownersWith(scope, below);
  if (owners.length === 0) return;
  throw new Forbidden(
    `${owners.join(", ")} owns this workspace and has this role: only an owner may close something to them. Nothing was changed.`,
  );
}

function asGiven(role: { id: string; name: string }, rule: RuleBody): Rule {
  return {
    ...rule,
    key: `given:${ruleKey(rule)}`,
    source: {
      kind: "role",
      role: { id: role.id, name: role.name },
      inheritedFrom: null,
      team: null,
      assignmentId: "",
    },
    effect: "allow",
    team: null,
    recordId: null,
    priority: null,
    expiresAt: null,
  };
}

/**
 * The short name that goes with a role's name. Call it under the lock.
 * @throws Conflict when another role has it
 */
export async function slugOf({ tx, ctx }: Scope, name: string, id?: string): Promise<string> {
  const slug = slugFrom(name).replaceAll("-", "_") || "role";
  const [taken] = await tx
    .select({ name: roles.name })
    .from(roles)
    .where(within(ctx, roles, and(eq(roles.slug, slug), id ? ne(roles.id, id) : undefined)));
  if (taken) {
    const message = `There is a role named ${taken.name} already. Choose another name.`;
    throw new Conflict(message, undefined, { name: [message] });
  }
  return slug;
}
