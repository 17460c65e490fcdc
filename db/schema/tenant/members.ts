import { sql } from "drizzle-orm";
import { check, index, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { id, moment, tenantId, timestamps } from "../../columns";
import { tenantKey } from "./keys";

export const memberStatuses = ["active", "suspended", "removed"] as const;

/** A person inside one tenant. `userId` is null for a person on record who cannot sign in (an imported sales agent). */
export const members = pgTable(
  "members",
  {
    tenantId: tenantId(),
    id: id(),
    userId: uuid("user_id"),
    email: text("email"),
    emailLc: text("email_lc"),
    displayName: text("display_name").notNull(),
    title: text("title"),
    phone: text("phone"),
    status: text("status", { enum: memberStatuses }).notNull().default("active"),
    joinedAt: moment("joined_at").notNull().defaultNow(),
    ...timestamps(),
  },
  (t) => [
    tenantKey(t),
    uniqueIndex("members_user_id_key").on(t.tenantId, t.userId),
    uniqueIndex("members_email_lc_key").on(t.tenantId, t.emailLc),
    index("members_display_name_idx").on(t.tenantId, t.displayName, t.id),
    index("members_joined_at_idx").on(t.tenantId, t.joinedAt, t.id),
    check("members_status_check", sql`${t.status} in ('active', 'suspended', 'removed')`),
  ],
);
