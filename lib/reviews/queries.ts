import { and, asc, desc, eq, ilike, inArray, isNull, or, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { z } from "zod";
import { accessReviewItems, accessReviews, members } from "@/db/schema/tenant";
import type { TenantTx } from "@/db/tenant";
import { within } from "@/db/within";
import { type Context, defineQuery } from "@/lib/kernel";
import { NotFound } from "@/lib/kernel/errors";
import { listPage } from "@/lib/lists/page";
import { withoutHidden } from "./hidden";
import { decisionOf } from "./in-force";
import type { ReviewedKind, Snapshot } from "./names";
import { reviewItemListInput } from "./schema";

const closer = alias(members, "closer");
const SHOWN = 200;

/** All reviews, the newest first, each with how much of it is decided. */
export const listReviews = defineQuery({
  name: "review.list",
  permission: "access:review",
  input: z.object({}),
  run: async ({ ctx, tx }) => {
    const reviews = await tx
      .select({
        id: accessReviews.id,
        name: accessReviews.name,
        state: accessReviews.state,
        startedBy: members.displayName,
        startedAt: accessReviews.createdAt,
        closedAt: accessReviews.closedAt,
        closedBy: closer.displayName,
      })
      .from(accessReviews)
      .leftJoin(members, within(ctx, members, eq(members.id, accessReviews.createdBy)))
      .leftJoin(closer, within(ctx, closer, eq(closer.id, accessReviews.closedBy)))
      .where(within(ctx, accessReviews))
      .orderBy(desc(accessReviews.createdAt), desc(accessReviews.id))
      .limit(SHOWN);
    const counts = await countDecisions(
      tx,
      ctx,
      reviews.map(({ id }) => id),
    );
    return reviews.map((review) => ({
      ...review,
      counts: countsOf(counts.filter(({ reviewId }) => reviewId === review.id)),
    }));
  },
});

type Decision = "keep" | "revoke" | "gone" | null;
export type ReviewCounts = { keep: number; revoke: number; gone: number; open: number; all: number };

const countDecisions = (tx: TenantTx, ctx: Context, reviewIds: string[]) =>
  tx
    .select({
      reviewId: accessReviewItems.reviewId,
      decision: sql<Decision>`${decisionOf(ctx, tx)} as outcome`,
      count: sql<number>`count(*)::int`,
    })
    .from(accessReviewItems)
    .where(within(ctx, accessReviewItems, inArray(accessReviewItems.reviewId, reviewIds)))
    .groupBy(accessReviewItems.reviewId, sql`outcome`);

function countsOf(rows: { decision: Decision; count: number }[]): ReviewCounts {
  const of = (decision: Decision) => rows.find((row) => row.decision === decision)?.count ?? 0;
  const all = rows.reduce((sum, { count }) => sum + count, 0);
  return { keep: of("keep"), revoke: of("revoke"), gone: of("gone"), open: of(null), all };
}

/** One review with how much of it is decided. @throws NotFound */
export const getReview = defineQuery({
  name: "review.get",
  permission: "access:review",
  input: z.object({ id: z.uuid() }),
  run: async ({ ctx, tx, input: { id } }) => {
    const [review] = await tx
      .select({
        id: accessReviews.id,
        name: accessReviews.name,
        state: accessReviews.state,
        startedAt: accessReviews.createdAt,
        closedAt: accessReviews.closedAt,
        startedBy: members.displayName,
      })
      .from(accessReviews)
      .leftJoin(members, within(ctx, members, eq(members.id, accessReviews.createdBy)))
      .where(within(ctx, accessReviews, eq(accessReviews.id, id)));
    if (!review) throw new NotFound("This review does not exist.");
    return { ...review, counts: countsOf(await countDecisions(tx, ctx, [id])) };
  },
});

/** A page of what is under review. */
export const listReviewItems = defineQuery({
  name: "review.items",
  permission: "access:review",
  input: reviewItemListInput,
  run: async ({ ctx, tx, input: { reviewId, ...state } }) => {
    const { decision, kind, person } = state.filters;
    const snapshot = accessReviewItems.snapshot;
    const page = await listPage({
      ctx,
      tx,
      state,
      table: accessReviewItems,
      sorts: { order: accessReviewItems.createdAt },
      where: [
        eq(accessReviewItems.reviewId, reviewId),
        state.q === "" ? undefined : named(state.q),
        decision && byDecision(decision, decisionOf(ctx, tx)),
        kind && inArray(sql`${accessReviewItems.kind}`, kind),
        person && inArray(sql`${snapshot} -> 'to' ->> 'id'`, person),
      ],
      query: (cursor) =>
        tx
          .select({
            ...cursor,
            kind: sql<ReviewedKind>`${accessReviewItems.kind}`,
            snapshot: sql<Snapshot>`${snapshot}`,
            decision: decisionOf(ctx, tx),
            note: accessReviewItems.note,
            decidedAt: accessReviewItems.decidedAt,
            decidedBy: members.displayName,
          })
          .from(accessReviewItems)
          .leftJoin(members, within(ctx, members, eq(members.id, accessReviewItems.decidedBy)))
          .$dynamic(),
    });
    return { ...page, rows: await withoutHidden({ ctx, tx }, page.rows) };
  },
});

function byDecision(values: string[], decision: SQL): SQL | undefined {
  const decided = values.filter((value) => value !== "open");
  return or(
    values.includes("open") ? isNull(decision) : undefined,
    decided.length > 0 ? inArray(decision, decided) : undefined,
  );
}

function named(q: string): SQL | undefined {
  const words = `%${q.replace(/[\\%_]/g, "\\$&")}%`;
  const { snapshot } = accessReviewItems;
  return or(ilike(sql`${snapshot} -> 'to' ->> 'name'`, words), ilike(sql`${snapshot} ->> 'what'`, words));
}

/** To whom something under review was given, for a filter. */
export const reviewPeople = defineQuery({
  name: "review.people",
  permission: "access:review",
  input: z.object({
    reviewId: z.uuid(),
    q: z.string().max(200).default(""),
    ids: z.array(z.string()).max(50).optional(),
  }),
  run: async ({ ctx, tx, input: { reviewId, q, ids } }) => {
    const id = sql<string>`${accessReviewItems.snapshot} -> 'to' ->> 'id'`;
    const label = sql<string>`${accessReviewItems.snapshot} -> 'to' ->> 'name'`;
    const words = `%${q.trim().replace(/[\\%_]/g, "\\$&")}%`;
    return tx
      .selectDistinct({ id, label })
      .from(accessReviewItems)
      .where(
        within(
          ctx,
          accessReviewItems,
          and(eq(accessReviewItems.reviewId, reviewId), ids ? inArray(id, ids) : ilike(label, words)),
        ),
      )
      .orderBy(asc(label))
      .limit(20);
  },
});
