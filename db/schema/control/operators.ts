import { sql } from "drizzle-orm";
import { check, index, text, uuid } from "drizzle-orm/pg-core";
import { id, moment, timestamps } from "../../columns";
import { control, users } from "./identity";
import { tenants } from "./tenants";

/** People who run the platform. The role stands outside any tenant and opens none of them by itself. */
export const operators = control.table("operators", {
  userId: uuid("user_id")
    .primaryKey()
    .references(() => users.id),
  addedBy: text("added_by").notNull(),
  revokedAt: moment("revoked_at"),
  ...timestamps(),
});

/** An operator inside a tenant: for a reason, announced to its people, and over by itself. */
export const supportSessions = control.table(
  "support_sessions",
  {
    id: id().primaryKey(),
    tenantId: uuid("tenant_id")
      .notNull()
      .references(() => tenants.id),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    reason: text("reason").notNull(),
    mode: text("mode", { enum: ["read", "write"] }).notNull(),
    expiresAt: moment("expires_at").notNull(),
    endedAt: moment("ended_at"),
    ...timestamps(),
  },
  (t) => [
    index("support_sessions_tenant_id_idx").on(t.tenantId, t.createdAt),
    index("support_sessions_user_id_idx").on(t.userId),
    check("support_sessions_mode_check", sql`${t.mode} in ('read', 'write')`),
  ],
);
