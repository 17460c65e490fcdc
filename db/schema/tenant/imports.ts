import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { authors, bytea, id, moment, tenantId, timestamps } from "../../columns";
import { tenantKey, within } from "./keys";

export const importStates = ["draft", "running", "done", "failed", "cancelled", "reverted"] as const;
export const importOutcomes = ["created", "updated", "unchanged", "skipped", "error", "related"] as const;

/** A file on its way in: what it is, how it is to be read (`plan`), how far it got, and what came of it. */
export const imports = pgTable(
  "imports",
  {
    tenantId: tenantId(),
    id: id(),
    entity: text("entity", { enum: ["company", "contact", "deal", "product"] }).notNull(),
    fileName: text("file_name").notNull(),
    fileSize: integer("file_size").notNull(),
    state: text("state", { enum: importStates }).notNull().default("draft"),
    plan: jsonb("plan").$type<unknown>(),
    counts: jsonb("counts").$type<Record<string, number>>(),
    rowsDone: integer("rows_done").notNull().default(0),
    rowsTotal: integer("rows_total"),
    failure: text("failure"),
    startedAt: moment("started_at"),
    finishedAt: moment("finished_at"),
    /** The last sign of life of a running import: one without is dead, and wrote nothing. */
    heartbeatAt: moment("heartbeat_at"),
    cancelRequestedAt: moment("cancel_requested_at"),
    revertedAt: moment("reverted_at"),
    ...timestamps(),
    ...authors(),
  },
  (t) => [
    tenantKey(t),
    index("imports_created_at_idx").on(t.tenantId, t.createdAt, t.id),
    /** One at a time: two runs of one file side by side would both find its records missing. */
    uniqueIndex("imports_running_key").on(t.tenantId).where(sql`state = 'running'`),
    check("imports_entity_check", sql`${t.entity} in ('company', 'contact', 'deal', 'product')`),
    check(
      "imports_state_check",
      sql`${t.state} in ('draft', 'running', 'done', 'failed', 'cancelled', 'reverted')`,
    ),
  ],
);

/** The bytes of an import's file, in parts as they were uploaded. */
export const importParts = pgTable(
  "import_parts",
  {
    tenantId: tenantId(),
    id: id(),
    importId: uuid("import_id").notNull(),
    part: integer("part").notNull(),
    bytes: bytea("bytes").notNull(),
  },
  (t) => [
    tenantKey(t),
    ...within("import_parts", t, t.importId, imports),
    uniqueIndex("import_parts_key").on(t.tenantId, t.importId, t.part),
  ],
);

/**
 * What came of each row of the file, and each record made on the way (`related`, line 0): written in the transaction
 * of the import itself. `before` and `writtenVersion` are what a revert goes by.
 */
export const importRows = pgTable(
  "import_rows",
  {
    tenantId: tenantId(),
    id: id(),
    importId: uuid("import_id").notNull(),
    line: integer("line").notNull(),
    outcome: text("outcome", { enum: importOutcomes }).notNull(),
    message: text("message"),
    resourceType: text("resource_type"),
    resourceId: uuid("resource_id"),
    before: jsonb("before").$type<Record<string, unknown>>(),
    writtenVersion: integer("written_version"),
    revertedAt: moment("reverted_at"),
    /** Why a revert left the record as it is. */
    keptBecause: text("kept_because"),
  },
  (t) => [
    tenantKey(t),
    ...within("import_rows", t, t.importId, imports),
    index("import_rows_line_idx").on(t.tenantId, t.importId, t.line, t.id),
    index("import_rows_resource_idx").on(t.tenantId, t.resourceId),
    check(
      "import_rows_outcome_check",
      sql`${t.outcome} in ('created', 'updated', 'unchanged', 'skipped', 'error', 'related')`,
    ),
  ],
);
