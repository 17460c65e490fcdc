import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import { getTableColumns } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";

export type Changes = { before?: unknown; after?: unknown };

/**
 * The hash of an entry of an audit log: SHA-256 over the hash before it and all its columns as canonical JSON (RFC 8785), under
 * their names in the database, moments in ISO 8601. Empty columns are left out, so that one added later changes no hash.
 */
export function hashEntry(table: PgTable, row: Record<string, unknown>): Buffer {
  const fields = Object.entries(getTableColumns(table)).flatMap(([key, column]) => {
    const value = row[key];
    if (key === "hash" || key === "prevHash" || value === null || value === undefined) return [];
    return [[column.name, value instanceof Date ? value.toISOString() : value]];
  });
  const hash = createHash("sha256");
  if (row.prevHash instanceof Uint8Array) hash.update(row.prevHash);
  return hash.update(canonicalize(Object.fromEntries(fields)) ?? "").digest();
}

/** What an entry says of a change, as `jsonb` gives it back: bigints as text, dates in ISO 8601, nothing that is undefined. */
export function toJson(changes: Changes | null | undefined): Changes | null {
  if (!changes) return null;
  return JSON.parse(
    JSON.stringify(changes, (_key, item) => (typeof item === "bigint" ? item.toString() : item)),
  );
}
