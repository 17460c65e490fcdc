import { sql } from "drizzle-orm";
import { check, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { authors, id, moment, tenantId, timestamps } from "../../columns";
import { tenantKey, within } from "./keys";
import { members } from "./members";

export const reviewStates = ["open", "closed"] as const;
export const reviewedKinds = ["member_role", "team_role", "override", "grant"] as const;
export const reviewDecisions = ["keep", "revoke", "gone"] as const;

/** A review of everything that was given to somebody: each is kept or revoked, and the outcome stays. */
export const accessReviews = pgTable(
  "access_reviews",
  {
    tenantId: tenantId(),
    id: id(),
    name: text("name").notNull(),
    state: text("state", { enum: reviewStates }).notNull().default("open"),
    closedAt: moment("closed_at"),
    closedBy: uuid("closed_by"),
    ...timestamps(),
    ...authors(),
  },
  (t) => [
    tenantKey(t),
    ...within("access_reviews", t, t.closedBy, members),
    uniqueIndex("access_reviews_open_key").on(t.tenantId).where(sql`state = 'open'`),
    check("access_reviews_state_check", sql`${t.state} in ('open', 'closed')`),
  ],
);

/** One thing under review, as it was when the review began; `gone` when it ended by itself or by somebody's hand meanwhile. */
export const accessReviewItems = pgTable(
  "access_review_items",
  {
    tenantId: tenantId(),
    id: id(),
    reviewId: uuid("review_id").notNull(),
    kind: text("kind", { enum: reviewedKinds }).notNull(),
    /** The row's id: of `member_roles`, `team_roles`, `member_permission_overrides` or `resource_grants`. It may be gone by now. */
    subjectId: uuid("subject_id").notNull(),
    /** To whom, what, by whom, since and until when, in words, as they were. */
    snapshot: jsonb("snapshot").$type<Record<string, unknown>>().notNull(),
    decision: text("decision", { enum: reviewDecisions }),
    decidedBy: uuid("decided_by"),
    decidedAt: moment("decided_at"),
    note: text("note"),
    ...timestamps(),
  },
  (t) => [
    tenantKey(t),
    ...within("access_review_items", t, t.reviewId, accessReviews),
    ...within("access_review_items", t, t.decidedBy, members),
    uniqueIndex("access_review_items_subject_key").on(t.tenantId, t.reviewId, t.kind, t.subjectId),
    check(
      "access_review_items_kind_check",
      sql`${t.kind} in ('member_role', 'team_role', 'override', 'grant')`,
    ),
    check("access_review_items_decision_check", sql`${t.decision} in ('keep', 'revoke', 'gone')`),
  ],
);
