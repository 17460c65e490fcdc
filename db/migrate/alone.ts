import { setTimeout as sleep } from "node:timers/promises";
import type { Sql } from "postgres";

const ASK_EVERY_MS = 100;

/**
 * Takes the lock of all migrations, or of one schema's, for as long as the connection lasts. Asks again and again rather than waiting in
 * the database: whoever waits there keeps a snapshot, and whoever has the lock and builds an index CONCURRENTLY waits for every
 * snapshot to end.
 * @throws after `longestMs`, when somebody else has it all the while
 */
export async function beAlone(sql: Sql, schema: string | null, longestMs: number): Promise<void> {
  const deadline = performance.now() + longestMs;
  for (;;) {
    const [row] =
      schema === null
        ? await sql<
            { taken: boolean }[]
          >`select pg_try_advisory_lock(hashtext('tenantry migrations')) as taken`
        : await sql<
            { taken: boolean }[]
          >`select pg_try_advisory_lock(hashtext('tenantry migrations'), hashtext(${schema})) as taken`;
    if (row?.taken) return;
    if (performance.now() > deadline)
      throw new Error(
        `Somebody else has been migrating ${schema ?? "this database"} for ${Math.round(longestMs / 1000)} seconds: see pg_stat_activity.`,
      );
    await sleep(ASK_EVERY_MS);
  }
}
