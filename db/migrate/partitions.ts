import type { Sql } from "postgres";
import { urlOf } from "../placement";
import { atMost } from "./at-most";
import { OwnerConnection } from "./owner";
import { PATIENCE, patiently } from "./patience";
import { MONTHS } from "./schema";
import { ownPlaces } from "./survey";

const AT_ONCE = 4;

/**
 * Makes the partitions of the months to come, in the control plane and at every place. Answers the slugs of the tenants at which it could
 * not: their rows go into the default partition meanwhile.
 */
export async function ensureAllPartitions(migratorUrl: string): Promise<{ failed: string[] }> {
  const places = await new OwnerConnection(migratorUrl).use(async (sql) => {
    await ensure(sql, "control", "platform_audit_logs", MONTHS.shared);
    await ensure(sql, "shared", "audit_logs", MONTHS.shared);
    return ownPlaces(sql);
  });
  const failed: string[] = [];
  await atMost(AT_ONCE, places, async ({ slug, placement }) => {
    try {
      const owner = new OwnerConnection(urlOf(placement, "migrator"));
      await owner.use((sql) => ensure(sql, placement.schemaName, "audit_logs", MONTHS.own));
    } catch {
      failed.push(slug);
    }
  });
  return { failed };
}

const ensure = (sql: Sql, schema: string, table: string, months: number) =>
  patiently(sql, PATIENCE, () => sql`select app.ensure_partitions(${schema}, ${table}, ${months})`);
