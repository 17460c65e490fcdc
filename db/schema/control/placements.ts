import { sql } from "drizzle-orm";
import { bigint, check, index, integer, jsonb, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { id, moment, timestamps } from "../../columns";
import { control } from "./identity";
import { isolationLevels, tenants } from "./tenants";

/**
 * Where a tenant's rows live. `epoch` grows with every move, so that a process with an old placement is refused. `host` and `port`
 * null are the server of the control plane, `databaseName` null is its database; `secretReference` names an entry of
 * PLACEMENT_SECRETS, null the installation's own passwords.
 */
export const placements = control.table(
  "placements",
  {
    tenantId: uuid("tenant_id")
      .primaryKey()
      .references(() => tenants.id),
    isolationLevel: text("isolation_level", { enum: isolationLevels }).notNull(),
    host: text("host"),
    port: integer("port"),
    databaseName: text("database_name"),
    schemaName: text("schema_name").notNull(),
    secretReference: text("secret_reference"),
    epoch: integer("epoch").notNull().default(1),
    state: text("state", { enum: ["provisioning", "ready"] })
      .notNull()
      .default("provisioning"),
    schemaVersion: text("schema_version"),
    /** Size when it was last measured: rows in all tables, and bytes (estimated at the level `shared`). */
    rowCount: bigint("row_count", { mode: "number" }),
    byteCount: bigint("byte_count", { mode: "number" }),
    measuredAt: moment("measured_at"),
    ...timestamps(),
  },
  (t) => [
    check("placements_isolation_level_check", sql`${t.isolationLevel} in ('shared', 'schema', 'database')`),
    check("placements_state_check", sql`${t.state} in ('provisioning', 'ready')`),
  ],
);

/** A place as it stands in a row: what `placements` says, without the state. */
export type PlacementRecord = {
  isolationLevel: (typeof isolationLevels)[number];
  host: string | null;
  port: number | null;
  databaseName: string | null;
  schemaName: string;
  secretReference: string | null;
  epoch: number;
};

/** The columns that make a PlacementRecord. */
export const placementColumns = {
  isolationLevel: placements.isolationLevel,
  host: placements.host,
  port: placements.port,
  databaseName: placements.databaseName,
  schemaName: placements.schemaName,
  secretReference: placements.secretReference,
  epoch: placements.epoch,
};

/** The steps of a move, in order; see `lib/tenancy/moves`. `done`, `failed` and `cancelled` end it. */
export const moveSteps = [
  "planned",
  "preparing",
  "copying",
  "verifying",
  "cutting_over",
  "switching",
  "done",
  "failed",
  "cancelled",
] as const;

/** What a table held on one side: its rows and the hash of all of them, in the order of their keys. */
export type TableProof = { rows: number; hash: string };

/** A tenant on its way from one place to another. Every step is recorded, so that a move killed anywhere is resumed or rolled back. */
export const placementMoves = control.table(
  "placement_moves",
  {
    id: id().primaryKey(),
    tenantId: uuid("tenant_id")
      .notNull()
      .references(() => tenants.id),
    from: jsonb("from_placement").$type<PlacementRecord>().notNull(),
    to: jsonb("to_placement").$type<PlacementRecord>().notNull(),
    step: text("step", { enum: moveSteps }).notNull().default("planned"),
    passes: integer("passes").notNull().default(0),
    rowsDone: bigint("rows_done", { mode: "number" }).notNull().default(0),
    rowsTotal: bigint("rows_total", { mode: "number" }),
    /** By table, on both sides. */
    proof: jsonb("proof").$type<Record<string, { from: TableProof; to: TableProof }>>(),
    /** How long writers had to wait, in milliseconds. */
    cutoverMs: integer("cutover_ms"),
    cancelRequestedAt: moment("cancel_requested_at"),
    startedAt: moment("started_at"),
    finishedAt: moment("finished_at"),
    error: text("error"),
    /** The source is kept, read-only, until then; `sourcePurgedAt` says that it is gone. */
    purgeAfter: moment("purge_after"),
    sourcePurgedAt: moment("source_purged_at"),
    requestedBy: uuid("requested_by"),
    reason: text("reason"),
    ...timestamps(),
  },
  (t) => [
    index("placement_moves_tenant_id_idx").on(t.tenantId, t.createdAt),
    /** One at a time. */
    uniqueIndex("placement_moves_open_key").on(t.tenantId).where(sql`finished_at is null`),
    check(
      "placement_moves_step_check",
      sql`${t.step} in ('planned', 'preparing', 'copying', 'verifying', 'cutting_over', 'switching', 'done', 'failed', 'cancelled')`,
    ),
  ],
);

/** One run of the migrations over all placements: a canary, then waves. */
export const migrationRuns = control.table(
  "migration_runs",
  {
    id: id().primaryKey(),
    state: text("state", { enum: ["running", "done", "failed"] })
      .notNull()
      .default("running"),
    target: text("target").notNull(),
    total: integer("total").notNull(),
    done: integer("done").notNull().default(0),
    failed: integer("failed").notNull().default(0),
    heartbeatAt: moment("heartbeat_at").notNull().defaultNow(),
    finishedAt: moment("finished_at"),
    ...timestamps(),
  },
  (t) => [check("migration_runs_state_check", sql`${t.state} in ('running', 'done', 'failed')`)],
);

/** What a run did at each tenant. The ledger itself stands in the tenant's schema. */
export const tenantMigrations = control.table(
  "tenant_migrations",
  {
    id: id().primaryKey(),
    runId: uuid("run_id")
      .notNull()
      .references(() => migrationRuns.id),
    tenantId: uuid("tenant_id")
      .notNull()
      .references(() => tenants.id),
    wave: integer("wave").notNull(),
    version: text("version").notNull(),
    state: text("state", { enum: ["pending", "running", "done", "failed"] })
      .notNull()
      .default("pending"),
    attempts: integer("attempts").notNull().default(0),
    error: text("error"),
    startedAt: moment("started_at"),
    finishedAt: moment("finished_at"),
    ...timestamps(),
  },
  (t) => [
    uniqueIndex("tenant_migrations_run_key").on(t.runId, t.tenantId),
    index("tenant_migrations_tenant_id_idx").on(t.tenantId, t.createdAt),
    check("tenant_migrations_state_check", sql`${t.state} in ('pending', 'running', 'done', 'failed')`),
  ],
);

/** What is left of a tenant that was erased: who asked for it, what there was, and where its audit chain ended. */
export const tenantErasures = control.table(
  "tenant_erasures",
  {
    id: id().primaryKey(),
    tenantId: uuid("tenant_id").notNull(),
    slug: text("slug").notNull(),
    name: text("name").notNull(),
    isolationLevel: text("isolation_level", { enum: isolationLevels }).notNull(),
    confirmedBy: text("confirmed_by").notNull(),
    confirmedAt: moment("confirmed_at").notNull(),
    erasedAt: moment("erased_at"),
    /** Rows by table, of both stores. */
    counts: jsonb("counts").$type<Record<string, number>>(),
    auditSeq: bigint("audit_seq", { mode: "number" }),
    auditHash: text("audit_hash"),
    ...timestamps(),
  },
  (t) => [uniqueIndex("tenant_erasures_tenant_id_key").on(t.tenantId)],
);
