import { and, isNull, lte, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { z } from "zod";
import { memberPermissionOverrides, memberRoles, resourceGrants, teamRoles } from "@/db/schema/tenant";
import type { TenantTx } from "@/db/tenant";
import { within } from "@/db/within";
import { type Context, defineCommand } from "@/lib/kernel";
import { endGone } from "./commands";

/**
 * Puts away what has ended by the database's clock. Nobody may do anything by it since that moment: this keeps the tables and the open
 * review in step, and says in the audit log what ended.
 */
export const endExpired = defineCommand({
  name: "access.end_expired",
  permission: "access:review",
  input: z.object({}),
  // What has ended has ended in a suspended workspace, too.
  always: true,
  run: async ({ ctx, tx, audit }) => {
    const ended = [
      ...(await memberRolesEnded(tx, ctx)),
      ...(await teamRolesEnded(tx, ctx)),
      ...(await overridesEnded(tx, ctx)),
      ...(await grantsEnded(tx, ctx)),
    ];
    for (const { type, id, what, ...before } of ended)
      audit({ action: `${type}.${what}_expired`, resource: { type, id }, before });
    if (ended.length === 0) audit.nothing("nothing has ended");
    return { ended: ended.length, gone: await endGone(tx, ctx) };
  },
});

const over = (expiresAt: PgColumn) => lte(expiresAt, sql`now()`);

async function memberRolesEnded(tx: TenantTx, ctx: Context) {
  const { memberId: id, roleId, teamId, expiresAt, revokedAt } = memberRoles;
  const rows = await tx
    .update(memberRoles)
    .set({ revokedAt: sql`${expiresAt}` as never })
    .where(within(ctx, memberRoles, and(isNull(revokedAt), over(expiresAt))))
    .returning({ id, roleId, teamId, expiresAt });
  return rows.map((row) => ({ type: "member", what: "role", ...row }));
}

async function teamRolesEnded(tx: TenantTx, ctx: Context) {
  const { teamId: id, roleId, expiresAt } = teamRoles;
  const rows = await tx
    .delete(teamRoles)
    .where(within(ctx, teamRoles, over(expiresAt)))
    .returning({ id, roleId, expiresAt });
  return rows.map((row) => ({ type: "team", what: "role", ...row }));
}

async function overridesEnded(tx: TenantTx, ctx: Context) {
  const { memberId: id, permission, effect, reason, expiresAt } = memberPermissionOverrides;
  const rows = await tx
    .delete(memberPermissionOverrides)
    .where(within(ctx, memberPermissionOverrides, over(expiresAt)))
    .returning({ id, permission, effect, reason, expiresAt });
  return rows.map((row) => ({ type: "member", what: "override", ...row }));
}

async function grantsEnded(tx: TenantTx, ctx: Context) {
  const { resourceType: type, resourceId: id, memberId, teamId, roleId, actions, effect } = resourceGrants;
  const { reason, expiresAt } = resourceGrants;
  const rows = await tx
    .delete(resourceGrants)
    .where(within(ctx, resourceGrants, over(expiresAt)))
    .returning({ type, id, memberId, teamId, roleId, actions, effect, reason, expiresAt });
  return rows.map((row) => ({ what: "share", ...row }));
}
