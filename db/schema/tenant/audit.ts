import { boolean, index, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { id, moment, tenantId } from "../../columns";

/**
 * What was done in the tenant, by whom, from what to what. Written in the transaction of the change itself and
 * append-only for the application's role. Partitioned by month of `createdAt`.
 */
export const auditLogs = pgTable(
  "audit_logs",
  {
    tenantId: tenantId(),
    id: id(),
    actorMemberId: uuid("actor_member_id"),
    actorReason: text("actor_reason"),
    action: text("action").notNull(),
    resourceType: text("resource_type").notNull(),
    resourceId: uuid("resource_id"),
    changes: jsonb("changes").$type<{ before?: unknown; after?: unknown }>(),
    ip: text("ip"),
    userAgent: text("user_agent"),
    requestId: text("request_id"),
    success: boolean("success").notNull().default(true),
    error: text("error"),
    createdAt: moment("created_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id, t.createdAt] }),
    index("audit_logs_resource_idx").on(t.tenantId, t.resourceType, t.resourceId, t.createdAt),
    index("audit_logs_actor_idx").on(t.tenantId, t.actorMemberId, t.createdAt),
  ],
);
