import { sql } from "drizzle-orm";
import { bigint, check, index, integer, jsonb, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { id, moment, timestamps } from "../../columns";
import { control } from "./identity";

export const jobStates = ["queued", "running", "done", "failed", "cancelled"] as const;

/**
 * Work for the worker: a row first, written in the transaction that asks for it, then done, also after a kill. `key` makes asking
 * twice the same as asking once.
 */
export const jobs = control.table(
  "jobs",
  {
    id: id().primaryKey(),
    kind: text("kind").notNull(),
    key: text("key").notNull(),
    tenantId: uuid("tenant_id"),
    payload: jsonb("payload").$type<Record<string, unknown>>().notNull().default({}),
    state: text("state", { enum: jobStates }).notNull().default("queued"),
    /** What it is doing, in words, and how far it is. */
    step: text("step"),
    done: bigint("done", { mode: "number" }).notNull().default(0),
    total: bigint("total", { mode: "number" }),
    result: jsonb("result").$type<Record<string, unknown>>(),
    attempts: integer("attempts").notNull().default(0),
    runAt: moment("run_at").notNull().defaultNow(),
    /** The last sign of life of whoever runs it: without one for a while, another takes it. */
    heartbeatAt: moment("heartbeat_at"),
    cancelRequestedAt: moment("cancel_requested_at"),
    finishedAt: moment("finished_at"),
    error: text("error"),
    requestedBy: uuid("requested_by"),
    ...timestamps(),
  },
  (t) => [
    uniqueIndex("jobs_key_key").on(t.kind, t.key),
    index("jobs_due_idx").on(t.runAt).where(sql`state in ('queued', 'running')`),
    index("jobs_tenant_id_idx").on(t.tenantId, t.createdAt),
    check("jobs_state_check", sql`${t.state} in ('queued', 'running', 'done', 'failed', 'cancelled')`),
  ],
);
