import { eq, sql } from "drizzle-orm";
import { giveRole, type Signed } from "@/db/factories";
import { auditLogs } from "@/db/schema/tenant";
import { withTenant } from "@/db/tenant";
import { within } from "@/db/within";
import { type Context, contextOf } from "@/lib/kernel/context";
import type { RuleBody } from "@/lib/rbac/policy";
import { createRole } from "./commands";
import type { RoleInput } from "./schema";

export const rule = (given: Partial<RuleBody> & Pick<RuleBody, "permission">) => ({
  effect: "allow" as const,
  scope: "all" as const,
  condition: null,
  ...given,
  fields: given.fields ? [...given.fields] : null,
});

/** A role as its page would send it. */
export const roleInput = (given: Partial<RoleInput> = {}): RoleInput => ({
  name: "Account executive",
  description: null,
  parentRoleId: null,
  rules: [],
  ...given,
});

export const made = async (ctx: Context, given: Partial<RoleInput> = {}) =>
  (await createRole(ctx, roleInput(given))).id;

/** Gives somebody a role, and answers who they are after it. */
export async function give(to: Signed, roleId: string): Promise<Context> {
  await giveRole(to.ctx, to.memberId, roleId);
  return contextOf(to.headers);
}

/** The attempts that were refused and are on record, the last one first. */
export const refusals = (ctx: Context) =>
  withTenant(ctx, "read only", (tx) =>
    tx
      .select({ error: auditLogs.error, changes: auditLogs.changes })
      .from(auditLogs)
      .where(within(ctx, auditLogs, eq(auditLogs.success, false)))
      .orderBy(sql`${auditLogs.seq} desc`),
  );
