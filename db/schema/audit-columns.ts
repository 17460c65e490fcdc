import { bigint, boolean, jsonb, smallint, text } from "drizzle-orm/pg-core";
import { bytea, id, moment } from "../columns";

/** What an entry says, whichever log it stands in. `riskScore` goes from 0 (everyday) to 100. */
export const entryColumns = () => ({
  id: id(),
  actorReason: text("actor_reason"),
  action: text("action").notNull(),
  resourceType: text("resource_type").notNull(),
  changes: jsonb("changes").$type<{ before?: unknown; after?: unknown }>(),
  ip: text("ip"),
  userAgent: text("user_agent"),
  requestId: text("request_id"),
  success: boolean("success").notNull().default(true),
  error: text("error"),
  riskScore: smallint("risk_score"),
  /** Whole milliseconds of the database's clock, so that JavaScript reads the very moment that was hashed. */
  createdAt: moment("created_at").notNull().defaultNow(),
});

/** An entry's place in the tenant's chain: `hash` covers the entry and `prevHash`. All null for an entry outside any chain. */
export const linkColumns = () => ({
  seq: bigint("seq", { mode: "number" }),
  prevHash: bytea("prev_hash"),
  hash: bytea("hash"),
});

/** The newest link of a chain, signed. `unchained` counts the entries that were there before the chain began. */
export const headColumns = () => ({
  seq: bigint("seq", { mode: "number" }).notNull(),
  hash: bytea("hash").notNull(),
  unchained: bigint("unchained", { mode: "number" }).notNull(),
  signature: bytea("signature").notNull(),
  keyId: text("key_id").notNull(),
  updatedAt: moment("updated_at").notNull(),
});
