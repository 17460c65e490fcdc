import { eq, sql } from "drizzle-orm";
import { accessReviewItems, resourceGrants, teamRoles } from "@/db/schema/tenant";
import type { TenantTx } from "@/db/tenant";
import { within } from "@/db/within";
import { assertOwnerRemains, lockOwners } from "@/lib/access/escalation";
import { rehearsalOf } from "@/lib/access/rehearse";
import { type Audit, type Context, defineCommand } from "@/lib/kernel";
import { Conflict, NotFound } from "@/lib/kernel/errors";
import { takeOverride } from "@/lib/members/overrides";
import { takeMemberRole } from "@/lib/members/roles";
import { companySharing, contactSharing, dealSharing } from "@/lib/sharing/sharing";
import { takeRole } from "@/lib/teams/roles";
import { lockTeams } from "@/lib/teams/tree";
import { endGone, requireOpen } from "./commands";
import type { ReviewedKind } from "./names";
import { reviewRevoke } from "./schema";

type Scope = { ctx: Context; tx: TenantTx; audit: Audit };

/**
 * Revokes what is under review, by the rules of whoever revokes it elsewhere: nobody revokes what they have themselves, nor what
 * somebody has who may do more; the last owner stays.
 */
export const revokeItem = defineCommand({
  name: "review.revoke",
  permission: "access:review",
  input: reviewRevoke,
  changesAccess: true,
  run: async ({ ctx, tx, input: { reviewId, id, note }, audit }) => {
    await requireOpen(tx, ctx, reviewId);
    // In the order in which all who change access lock: two at once never wait for each other.
    await lockOwners(tx, ctx);
    await lockTeams({ ctx, tx });
    await endGone(tx, ctx, reviewId);
    const [item] = await tx
      .select({
        kind: accessReviewItems.kind,
        subjectId: accessReviewItems.subjectId,
        decision: accessReviewItems.decision,
        snapshot: accessReviewItems.snapshot,
      })
      .from(accessReviewItems)
      .where(
        within(
          ctx,
          accessReviewItems,
          eq(accessReviewItems.id, id),
          eq(accessReviewItems.reviewId, reviewId),
        ),
      );
    if (!item) throw new NotFound("This is not in the review.");
    if (item.decision === "gone") throw new Conflict("This has ended already: there is nothing to revoke.");
    if (item.decision === "revoke") throw new Conflict("This was revoked already.");
    await revokers[item.kind]({ ctx, tx, audit }, item.subjectId);
    await assertOwnerRemains(tx, ctx);
    await tx
      .update(accessReviewItems)
      .set({ decision: "revoke", note, decidedBy: ctx.member?.id ?? null, decidedAt: sql`now()` as never })
      .where(within(ctx, accessReviewItems, eq(accessReviewItems.id, id)));
    audit({
      action: "review.revoked",
      resource: { type: "review", id: reviewId },
      before: { kind: item.kind, ...item.snapshot },
      after: { note },
    });
    return { id };
  },
});

/** Who would lose what by it, and who would gain by the end of a denial. */
export const rehearseRevokeItem = rehearsalOf(revokeItem);

const revokers: Record<ReviewedKind, (scope: Scope, id: string) => Promise<unknown>> = {
  member_role: takeMemberRole,
  override: takeOverride,
  team_role: async (scope, id) => {
    const [given] = await scope.tx
      .select({ teamId: teamRoles.teamId, roleId: teamRoles.roleId })
      .from(teamRoles)
      .where(within(scope.ctx, teamRoles, eq(teamRoles.id, id)));
    if (!given) throw new NotFound("This team does not give this role any more.");
    return takeRole(scope, given);
  },
  grant: takeGrant,
};

const sharing = { company: companySharing, contact: contactSharing, deal: dealSharing };

/** Ends the sharing of a record, also of one that was deleted meanwhile. To lift a denial is to give, and goes the way of giving. */
async function takeGrant({ ctx, tx, audit }: Scope, id: string): Promise<void> {
  const [grant] = await tx
    .select({
      effect: resourceGrants.effect,
      type: resourceGrants.resourceType,
      recordId: resourceGrants.resourceId,
      actions: resourceGrants.actions,
      expiresAt: resourceGrants.expiresAt,
      reason: resourceGrants.reason,
    })
    .from(resourceGrants)
    .where(within(ctx, resourceGrants, eq(resourceGrants.id, id)))
    .for("update");
  if (!grant) throw new NotFound("This access has ended already.");
  const { effect, type, recordId, ...before } = grant;
  if (effect === "deny") {
    await sharing[type].unshare(ctx, { id: recordId, grantId: id });
    return;
  }
  await tx.delete(resourceGrants).where(within(ctx, resourceGrants, eq(resourceGrants.id, id)));
  audit({ action: `${type}.unshared`, resource: { type, id: recordId }, before });
}
