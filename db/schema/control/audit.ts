import { sql } from "drizzle-orm";
import { check, index, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { entryColumns, headColumns, linkColumns } from "../audit-columns";
import { control } from "./identity";

/**
 * What operators and the system do to tenants, and what people do outside any. Partitioned by month of `createdAt`.
 * Entries about a tenant make a chain of their own for each tenant; the others are in none.
 */
export const platformAuditLogs = control.table(
  "platform_audit_logs",
  {
    tenantId: uuid("tenant_id"),
    ...entryColumns(),
    actorUserId: uuid("actor_user_id"),
    severity: text("severity", { enum: ["INFO", "WARNING", "ERROR", "CRITICAL"] })
      .notNull()
      .default("INFO"),
    resourceId: text("resource_id"),
    ...linkColumns(),
  },
  (t) => [
    primaryKey({ columns: [t.id, t.createdAt] }),
    uniqueIndex("platform_audit_logs_seq_key").on(t.tenantId, t.seq, t.createdAt),
    index("platform_audit_logs_tenant_id_idx").on(t.tenantId, t.createdAt),
    check(
      "platform_audit_logs_severity_check",
      sql`${t.severity} in ('INFO', 'WARNING', 'ERROR', 'CRITICAL')`,
    ),
    check("platform_audit_logs_link_check", sql`num_nonnulls(${t.seq}, ${t.hash}) in (0, 2)`),
  ],
);

/** The end of each tenant's chain in the platform's log. */
export const platformAuditHeads = control.table("platform_audit_heads", {
  tenantId: uuid("tenant_id").primaryKey(),
  ...headColumns(),
});

/**
 * The last head that was seen of each chain, in the tenant's own log and in the platform's. Kept apart from the chain, so that one
 * which lost its tail and got an older head, validly signed, stands behind it.
 */
export const auditAnchors = control.table(
  "audit_anchors",
  {
    tenantId: uuid("tenant_id").notNull(),
    log: text("log", { enum: ["tenant", "platform"] }).notNull(),
    ...headColumns(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.log] }),
    check("audit_anchors_log_check", sql`${t.log} in ('tenant', 'platform')`),
  ],
);
