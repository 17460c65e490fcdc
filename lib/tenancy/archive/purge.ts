import { and, eq, lt, sql } from "drizzle-orm";
import { controlDb } from "@/db/control";
import { placeFor } from "@/db/placement";
import { OwnerSession } from "@/db/rows/session";
import { jobs, placements } from "@/db/schema/control";
import { discardImport, IMPORT, lockImport } from "./reserve";

/** Takes back the imports whose process died an hour ago or more, so that their names are free again. Answers how many that were. */
export async function purgeDeadImports(): Promise<number> {
  const dead = await controlDb()
    .select({ tenantId: placements.tenantId })
    .from(placements)
    .innerJoin(jobs, and(eq(jobs.kind, IMPORT), eq(jobs.tenantId, placements.tenantId)))
    .where(and(eq(placements.state, "provisioning"), lt(jobs.heartbeatAt, sql`now() - interval '1 hour'`)));
  let count = 0;
  for (const { tenantId } of dead) {
    const main = await OwnerSession.open(placeFor(tenantId, "shared"));
    try {
      if ((await lockImport(main, tenantId)) && (await discardImport(main, tenantId))) count += 1;
    } finally {
      await main.close();
    }
  }
  return count;
}
