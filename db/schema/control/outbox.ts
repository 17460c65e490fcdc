import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { id, moment, timestamps } from "../../columns";
import { control } from "./identity";
import { tenants } from "./tenants";

export const outboxStates = ["pending", "sent", "dead"] as const;

/** What must go out, written in the transaction of what it is about. `payload` never holds a secret in clear. */
export const outbox = control.table(
  "outbox",
  {
    id: id().primaryKey(),
    tenantId: uuid("tenant_id").references(() => tenants.id),
    /** What it is, such as `mail.invitation`. */
    kind: text("kind").notNull(),
    recipient: text("recipient").notNull(),
    payload: jsonb("payload").$type<Record<string, unknown>>().notNull(),
    /** Two of one key go out once. */
    idempotencyKey: text("idempotency_key").notNull(),
    state: text("state", { enum: outboxStates }).notNull().default("pending"),
    attempts: integer("attempts").notNull().default(0),
    nextAttemptAt: moment("next_attempt_at").notNull().defaultNow(),
    error: text("error"),
    sentAt: moment("sent_at"),
    ...timestamps(),
  },
  (t) => [
    uniqueIndex("outbox_idempotency_key_key").on(t.idempotencyKey),
    index("outbox_tenant_id_idx").on(t.tenantId),
    index("outbox_due_idx").on(t.nextAttemptAt).where(sql`state = 'pending'`),
    check("outbox_state_check", sql`${t.state} in ('pending', 'sent', 'dead')`),
  ],
);
