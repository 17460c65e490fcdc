import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { accessReviewItems, accessReviews } from "@/db/schema/tenant";
import type { TenantTx } from "@/db/tenant";
import { within } from "@/db/within";
import { type Context, defineCommand } from "@/lib/kernel";
import { Conflict, NotFound } from "@/lib/kernel/errors";
import { stillInForce } from "./in-force";
import { reviewClose, reviewKeep, reviewReopen, reviewStart } from "./schema";
import { subjects } from "./snapshot";

const ITEMS_A_STATEMENT = 500;

/** Begins a review of all that anybody was given and still has. One is open at a time. */
export const startReview = defineCommand({
  name: "review.start",
  permission: "access:review",
  input: reviewStart,
  constraints: {
    access_reviews_open_key: {
      field: "name",
      message: "A review is open already. Close it before you begin another one.",
    },
  },
  run: async ({ ctx, tx, input: { name }, audit }) => {
    const [review] = await tx
      .insert(accessReviews)
      .values({ tenantId: ctx.tenantId, name, createdBy: ctx.member?.id, updatedBy: ctx.member?.id })
      .returning({ id: accessReviews.id });
    if (!review) throw new Error("The review was not written.");
    const items = await subjects({ ctx, tx });
    for (let from = 0; from < items.length; from += ITEMS_A_STATEMENT) {
      const some = items.slice(from, from + ITEMS_A_STATEMENT);
      await tx
        .insert(accessReviewItems)
        .values(some.map((item) => ({ ...item, tenantId: ctx.tenantId, reviewId: review.id })));
    }
    audit({
      action: "review.started",
      resource: { type: "review", id: review.id },
      after: { name, items: items.length },
    });
    return { id: review.id, items: items.length };
  },
});

/** Decides to keep what somebody has; of what ended meanwhile there is nothing to keep. */
export const keepItems = defineCommand({
  name: "review.keep",
  permission: "access:review",
  input: reviewKeep,
  run: async ({ ctx, tx, input: { reviewId, ids, note }, audit }) => {
    await requireOpen(tx, ctx, reviewId);
    await endGone(tx, ctx, reviewId);
    const kept = await tx
      .update(accessReviewItems)
      .set({ decision: "keep", note, decidedBy: ctx.member?.id ?? null, decidedAt: sql`now()` as never })
      .where(within(ctx, accessReviewItems, undecided(reviewId), inArray(accessReviewItems.id, ids)))
      .returning({ id: accessReviewItems.id });
    if (kept.length === 0)
      throw new Conflict("Somebody decided this meanwhile, or it has ended. See how it stands now.");
    audit({
      action: "review.kept",
      resource: { type: "review", id: reviewId },
      after: { items: kept.length, note },
    });
    return { ids: kept.map(({ id }) => id) };
  },
});

/** Takes back the decision to keep something. What was revoked is gone, and is given anew by those who give it. */
export const reopenItems = defineCommand({
  name: "review.reopen",
  permission: "access:review",
  input: reviewReopen,
  run: async ({ ctx, tx, input: { reviewId, ids }, audit }) => {
    await requireOpen(tx, ctx, reviewId);
    const opened = await tx
      .update(accessReviewItems)
      .set({ decision: null, note: null, decidedBy: null, decidedAt: null })
      .where(
        within(
          ctx,
          accessReviewItems,
          eq(accessReviewItems.reviewId, reviewId),
          eq(accessReviewItems.decision, "keep"),
          inArray(accessReviewItems.id, ids),
        ),
      )
      .returning({ id: accessReviewItems.id });
    if (opened.length === 0) throw new Conflict("Nothing here was kept. See how it stands now.");
    audit({
      action: "review.reopened",
      resource: { type: "review", id: reviewId },
      after: { items: opened.length },
    });
    return { ids: opened.map(({ id }) => id) };
  },
});

/** Ends a review. What nobody decided stays as it is, and undecided in what is kept of the review. */
export const closeReview = defineCommand({
  name: "review.close",
  permission: "access:review",
  input: reviewClose,
  run: async ({ ctx, tx, input: { reviewId }, audit }) => {
    await requireOpen(tx, ctx, reviewId);
    await endGone(tx, ctx, reviewId);
    await tx
      .update(accessReviews)
      .set({
        state: "closed",
        closedAt: sql`now()` as never,
        closedBy: ctx.member?.id ?? null,
        updatedBy: ctx.member?.id ?? null,
      })
      .where(within(ctx, accessReviews, eq(accessReviews.id, reviewId)));
    const counts = await tx
      .select({ decision: accessReviewItems.decision, count: sql<number>`count(*)::int` })
      .from(accessReviewItems)
      .where(within(ctx, accessReviewItems, eq(accessReviewItems.reviewId, reviewId)))
      .groupBy(accessReviewItems.decision);
    audit({
      action: "review.closed",
      resource: { type: "review", id: reviewId },
      after: Object.fromEntries(counts.map(({ decision, count }) => [decision ?? "undecided", count])),
    });
    return { id: reviewId };
  },
});

export const undecided = (reviewId: string) =>
  and(eq(accessReviewItems.reviewId, reviewId), isNull(accessReviewItems.decision));

/** Holds a review open until the transaction ends. @throws NotFound; Conflict when it was closed */
export async function requireOpen(tx: TenantTx, ctx: Context, id: string): Promise<void> {
  const [review] = await tx
    .select({ state: accessReviews.state })
    .from(accessReviews)
    .where(within(ctx, accessReviews, eq(accessReviews.id, id)))
    .for("update");
  if (!review) throw new NotFound("This review does not exist.");
  if (review.state === "closed")
    throw new Conflict("This review was closed. Begin a new one to decide anew.");
}

/** Notes of each undecided item of a review, or of all reviews that are open, that what it is about has ended. Answers how many. */
export async function endGone(tx: TenantTx, ctx: Context, reviewId?: string): Promise<number> {
  const open = tx
    .select({ id: accessReviews.id })
    .from(accessReviews)
    .where(within(ctx, accessReviews, eq(accessReviews.state, "open")));
  const ended = await tx
    .update(accessReviewItems)
    .set({ decision: "gone", decidedAt: sql`now()` as never })
    .where(
      within(
        ctx,
        accessReviewItems,
        reviewId ? eq(accessReviewItems.reviewId, reviewId) : inArray(accessReviewItems.reviewId, open),
        isNull(accessReviewItems.decision),
        sql`not ${stillInForce(ctx, tx)}`,
      ),
    )
    .returning({ id: accessReviewItems.id });
  return ended.length;
}
