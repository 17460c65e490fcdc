import { sql } from "drizzle-orm";
import { boolean, check, index, jsonb, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { id, moment } from "../../columns";
import { control } from "./identity";

/** What operators and the system do to tenants, and what people do outside any. Partitioned by month of `createdAt`. */
export const platformAuditLogs = control.table(
  "platform_audit_logs",
  {
    id: id(),
    tenantId: uuid("tenant_id"),
    actorUserId: uuid("actor_user_id"),
    actorReason: text("actor_reason"),
    severity: text("severity", { enum: ["INFO", "WARNING", "ERROR", "CRITICAL"] })
      .notNull()
      .default("INFO"),
    action: text("action").notNull(),
    resourceType: text("resource_type").notNull(),
    resourceId: text("resource_id"),
    changes: jsonb("changes").$type<{ before?: unknown; after?: unknown }>(),
    ip: text("ip"),
    userAgent: text("user_agent"),
    requestId: text("request_id"),
    success: boolean("success").notNull().default(true),
    error: text("error"),
    createdAt: moment("created_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.id, t.createdAt] }),
    index("platform_audit_logs_tenant_id_idx").on(t.tenantId, t.createdAt),
    check(
      "platform_audit_logs_severity_check",
      sql`${t.severity} in ('INFO', 'WARNING', 'ERROR', 'CRITICAL')`,
    ),
  ],
);
