import { inArray, or, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { tenants } from "@/db/schema/control";

/** Tenants whose name or address holds these words. */
export function named(q: string): SQL | undefined {
  const words = q.trim().toLowerCase();
  return or(sql`strpos(lower(${tenants.name}), ${words}) > 0`, sql`strpos(${tenants.slug}, ${words}) > 0`);
}

/** What is about such a tenant; anything, without words. */
export const aboutNamed = (tenantId: PgColumn, q: string): SQL | undefined =>
  q.trim() === ""
    ? undefined
    : inArray(tenantId, sql`(select ${tenants.id} from ${tenants} where ${named(q)})`);
