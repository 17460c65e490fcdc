import { sql } from "drizzle-orm";
import { check, index, pgTable, primaryKey, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { tenantId } from "../../columns";
import { entryColumns, headColumns, linkColumns } from "../audit-columns";

/**
 * What was done in the tenant, by whom, from what to what. Written in the transaction of the change itself and
 * append-only for the application's role. Partitioned by month of `createdAt`.
 */
export const auditLogs = pgTable(
  "audit_logs",
  {
    tenantId: tenantId(),
    ...entryColumns(),
    actorMemberId: uuid("actor_member_id"),
    resourceId: uuid("resource_id"),
    ...linkColumns(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id, t.createdAt] }),
    /** A partitioned table has no unique key without its partition key: the head's lock keeps `seq` unique, and verifying shows it. */
    uniqueIndex("audit_logs_seq_key").on(t.tenantId, t.seq, t.createdAt),
    index("audit_logs_created_at_idx").on(t.tenantId, t.createdAt, t.id),
    index("audit_logs_record_idx").on(t.tenantId, t.resourceId, t.createdAt),
    index("audit_logs_resource_type_idx").on(t.tenantId, t.resourceType, t.createdAt),
    index("audit_logs_action_idx").on(t.tenantId, t.action, t.createdAt),
    index("audit_logs_actor_idx").on(t.tenantId, t.actorMemberId, t.createdAt),
    check("audit_logs_link_check", sql`num_nonnulls(${t.seq}, ${t.hash}) in (0, 2)`),
  ],
);

/** One row a tenant: the end of its chain. Its lock puts the tenant's writers in a row, each for the last moments of its transaction. */
export const auditHeads = pgTable("audit_heads", {
  tenantId: tenantId().primaryKey(),
  ...headColumns(),
});
