import { and, eq, exists, isNull, ne, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import {
  accessReviewItems,
  memberPermissionOverrides,
  memberRoles,
  members,
  resourceGrants,
  teamRoles,
} from "@/db/schema/tenant";
import type { TenantTx } from "@/db/tenant";
import { within } from "@/db/within";
import { lasts } from "@/lib/kernel/policy/statements";

type Scope = { tenantId: string };

/** The rows of each kind that somebody has now. */
export const inForce = (ctx: Scope) => ({
  member_role: within(ctx, memberRoles, isNull(memberRoles.revokedAt), lasts(memberRoles.expiresAt)),
  team_role: within(ctx, teamRoles, lasts(teamRoles.expiresAt)),
  override: within(ctx, memberPermissionOverrides, lasts(memberPermissionOverrides.expiresAt)),
  grant: within(ctx, resourceGrants, lasts(resourceGrants.expiresAt)),
});

/** A person who was removed has nothing any more. */
export const stillThere = (ctx: Scope) => within(ctx, members, ne(members.status, "removed"));

/** Whether what an item is about is still in force. */
export function stillInForce(ctx: Scope, tx: TenantTx): SQL {
  const rows = inForce(ctx);
  const holder = (memberId: PgColumn) => and(stillThere(ctx), eq(members.id, memberId));
  const { kind, subjectId } = accessReviewItems;
  return sql`case ${kind}
    when 'member_role' then ${exists(
      tx
        .select({ id: memberRoles.id })
        .from(memberRoles)
        .innerJoin(members, holder(memberRoles.memberId))
        .where(and(rows.member_role, eq(memberRoles.id, subjectId))),
    )}
    when 'team_role' then ${exists(
      tx
        .select({ id: teamRoles.id })
        .from(teamRoles)
        .where(and(rows.team_role, eq(teamRoles.id, subjectId))),
    )}
    when 'override' then ${exists(
      tx
        .select({ id: memberPermissionOverrides.id })
        .from(memberPermissionOverrides)
        .innerJoin(members, holder(memberPermissionOverrides.memberId))
        .where(and(rows.override, eq(memberPermissionOverrides.id, subjectId))),
    )}
    else ${exists(
      tx
        .select({ id: resourceGrants.id })
        .from(resourceGrants)
        .where(and(rows.grant, eq(resourceGrants.id, subjectId))),
    )} end`;
}

/** What was decided; `gone` for what ended, by itself or by somebody's hand, before anybody decided; null for what is open. */
export const decisionOf = (ctx: Scope, tx: TenantTx): SQL<"keep" | "revoke" | "gone" | null> =>
  sql`coalesce(${accessReviewItems.decision}, case when ${stillInForce(ctx, tx)} then null else 'gone' end)`;
