import { asc, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { accessReviewItems, accessReviews, members } from "@/db/schema/tenant";
import { within } from "@/db/within";
import { toCsv } from "@/lib/export/csv";
import { dayIn } from "@/lib/format/date";
import { defineCommand } from "@/lib/kernel";
import { NotFound } from "@/lib/kernel/errors";
import { slugFrom } from "@/lib/tenancy/slug";
import { withoutHidden } from "./hidden";
import { decisionOf } from "./in-force";
import { decisionLabels, kindLabels, type Snapshot } from "./names";

const header = [
  "kind",
  "holder_kind",
  "holder",
  "what",
  "about",
  "given_by",
  "since",
  "until",
  "reason",
  "decision",
  "decided_by",
  "decided_at",
  "note",
];

/** A review with every decision as CSV. Who took it out is an entry in the audit log. */
export const exportReview = defineCommand({
  name: "review.export",
  permission: "access:review",
  input: z.object({ id: z.uuid() }),
  heavy: true,
  // A workspace that is suspended can be read, and this is reading.
  always: true,
  run: async ({ ctx, tx, input: { id }, audit }) => {
    const [review] = await tx
      .select({ name: accessReviews.name, startedAt: accessReviews.createdAt })
      .from(accessReviews)
      .where(within(ctx, accessReviews, eq(accessReviews.id, id)));
    if (!review) throw new NotFound("This review does not exist.");
    const found = await tx
      .select({
        kind: accessReviewItems.kind,
        snapshot: sql<Snapshot>`${accessReviewItems.snapshot}`,
        decision: decisionOf(ctx, tx),
        decidedBy: members.displayName,
        decidedAt: accessReviewItems.decidedAt,
        note: accessReviewItems.note,
      })
      .from(accessReviewItems)
      .leftJoin(members, within(ctx, members, eq(members.id, accessReviewItems.decidedBy)))
      .where(within(ctx, accessReviewItems, eq(accessReviewItems.reviewId, id)))
      .orderBy(asc(accessReviewItems.createdAt), asc(accessReviewItems.id));
    const rows = await withoutHidden({ ctx, tx }, found);
    audit({
      action: "review.exported",
      resource: { type: "review", id },
      after: { name: review.name, items: rows.length },
    });
    const csv = toCsv(
      header,
      rows.map(({ kind, snapshot: { to, ...what }, decision, ...decided }) => [
        kindLabels[kind],
        to.kind,
        to.name,
        what.what,
        what.about,
        what.by,
        what.since,
        what.until,
        what.reason,
        decision ? decisionLabels[decision] : "Not decided",
        decided.decidedBy,
        decided.decidedAt,
        decided.note,
      ]),
    );
    const day = dayIn(ctx.tenant.settings.zone, review.startedAt);
    return { csv, fileName: `${slugFrom(review.name) || "access-review"}-${day}.csv` };
  },
});
