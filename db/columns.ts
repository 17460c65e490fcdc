import { sql } from "drizzle-orm";
import { bigint, char, customType, integer, timestamp, uuid } from "drizzle-orm/pg-core";
import { v7 } from "uuid";

/** A new UUIDv7 (RFC 9562): sortable by creation time, so that primary-key inserts stay local in the index. */
export const newId = (): string => v7();

/** `id uuid`, filled with a UUIDv7 unless given. */
export const id = () => uuid("id").notNull().$defaultFn(newId);

/** The tenant that owns the row; leads the primary key, every unique key and every foreign key. */
export const tenantId = () => uuid("tenant_id").notNull();

/** A moment. Dates without a time are `date`, never this. */
export const moment = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });

export const timestamps = () => ({
  createdAt: moment("created_at").notNull().defaultNow(),
  updatedAt: moment("updated_at")
    .notNull()
    .defaultNow()
    .$onUpdate(() => sql`now()` as never),
});

/** Who wrote the row: ids of members; null when the system did. */
export const authors = () => ({ createdBy: uuid("created_by"), updatedBy: uuid("updated_by") });

/** Soft delete and the optimistic lock of what people edit: `version` grows by one with every change. */
export const lifecycle = () => ({
  deletedAt: moment("deleted_at"),
  version: integer("version").notNull().default(1),
});

/** An amount in the currency's minor units (cents; yen have none). Its currency stands in a column beside it. */
export const minor = (name: string) => bigint(name, { mode: "bigint" });

/** ISO 4217 code, upper case. */
export const currency = (name = "currency") => char(name, { length: 3 });

export const tsvector = customType<{ data: string }>({ dataType: () => "tsvector" });

export const bytea = customType<{ data: Uint8Array; driverData: Buffer }>({
  dataType: () => "bytea",
  toDriver: (bytes) => Buffer.from(bytes),
});
