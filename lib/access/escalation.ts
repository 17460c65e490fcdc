import { and, eq, isNotNull, isNull } from "drizzle-orm";
import { memberRoles, members, roles } from "@/db/schema/tenant";
import type { TenantTx } from "@/db/tenant";
import { within } from "@/db/within";
import type { Context } from "@/lib/kernel";
import { Conflict, Forbidden, NotFound } from "@/lib/kernel/errors";
import { loadPolicies } from "@/lib/kernel/policy/load";
import { lacking } from "@/lib/rbac/escalation";
import { permissions } from "@/lib/rbac/permissions";
import type { Rule } from "@/lib/rbac/policy";

export { rulesOfRoles } from "@/lib/kernel/policy/roles";

/** Nobody gives what they do not have. @throws Forbidden, which names what is missing */
export function assertMayGive(ctx: Context, rules: readonly Rule[]): void {
  const missing = lacking(ctx.access, [...rules]);
  if (missing.length > 0)
    throw new Forbidden(`You cannot give what you do not have: ${inWords(missing)}. Nothing was changed.`);
}

/**
 * Nobody changes the role that they stand on: one that they or their teams have, or one above such a role.
 * @throws Forbidden
 */
export function assertNotStoodOn(ctx: Context, roleId: string): void {
  if (!ctx.member?.roleIds.includes(roleId)) return;
  throw new Forbidden(
    "You have this role yourself, or one that builds on it. Ask somebody else who manages roles to change it. Nothing was changed.",
  );
}

/**
 * Whoever acts on a member (changes their roles, suspends or removes them) may do all that the member may, and is somebody else.
 * @throws NotFound when the tenant does not hold the member; Forbidden
 */
export async function assertOutranks(tx: TenantTx, ctx: Context, memberId: string): Promise<void> {
  if (memberId === ctx.member?.id)
    throw new Forbidden(
      "Nobody changes their own access. Ask somebody else who manages people to do it. Nothing was changed.",
    );
  const policy = (await loadPolicies(tx, ctx, [memberId])).get(memberId);
  if (!policy) throw new NotFound();
  const missing = lacking(ctx.access, [...policy.rules]);
  if (missing.length > 0)
    throw new Forbidden(
      `This person may do what you may not: ${inWords(missing)}. Ask somebody who may. Nothing was changed.`,
    );
}

/**
 * Makes whoever changes owners wait for each other, until the end of their transactions: call it before anything is read that
 * `assertOwnerRemains` goes by.
 */
export async function lockOwners(tx: TenantTx, ctx: Context): Promise<void> {
  await tx
    .select({ id: roles.id })
    .from(roles)
    .where(within(ctx, roles, eq(roles.slug, "owner"), eq(roles.isSystem, true)))
    .for("update");
}

/**
 * Call it after a change, under `lockOwners`: somebody who can sign in is left who owns the workspace without an end.
 * @throws Conflict
 */
export async function assertOwnerRemains(tx: TenantTx, ctx: Context): Promise<void> {
  const [owner] = await tx
    .select({ id: members.id })
    .from(memberRoles)
    .innerJoin(roles, and(eq(roles.tenantId, memberRoles.tenantId), eq(roles.id, memberRoles.roleId)))
    .innerJoin(members, and(eq(members.tenantId, memberRoles.tenantId), eq(members.id, memberRoles.memberId)))
    .where(
      within(
        ctx,
        memberRoles,
        eq(roles.slug, "owner"),
        eq(roles.isSystem, true),
        isNull(memberRoles.revokedAt),
        isNull(memberRoles.expiresAt),
        isNull(memberRoles.teamId),
        eq(members.status, "active"),
        isNotNull(members.userId),
      ),
    )
    .limit(1);
  if (owner) return;
  throw new Conflict(
    "A workspace keeps at least one owner, without an end date. Make somebody else an owner first. Nothing was changed.",
  );
}

const MOST_NAMED = 3;

/** The first of them, in the catalogue's words. */
function inWords(rules: readonly Rule[]): string {
  const names = [...new Set(rules.map(({ permission }) => permission))];
  const shown = names.slice(0, MOST_NAMED).map((name) => {
    const words = permissions.find((entry) => entry.name === name)?.description ?? name;
    return `${words.charAt(0).toLowerCase()}${words.slice(1)} (${name})`;
  });
  const more = names.length - shown.length;
  return more > 0 ? `${shown.join("; ")}; and ${more} more` : shown.join("; ");
}
