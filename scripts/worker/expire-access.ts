import { and, asc, eq, isNull } from "drizzle-orm";
import { controlDb } from "@/db/control";
import { placements, tenants } from "@/db/schema/control";
import { systemContext } from "@/lib/kernel";
import { log } from "@/lib/log";
import { endExpired } from "@/lib/reviews/expiry";

/**
 * Puts away, in every workspace, the roles, exceptions and shares that have ended. One that cannot be reached, or is being moved, has its
 * turn with the next sweep: nobody may do anything by what has ended, put away or not. Answers how many were.
 */
export async function expireAccess(): Promise<number> {
  const found = await controlDb()
    .select({ slug: tenants.slug })
    .from(tenants)
    .innerJoin(placements, eq(placements.tenantId, tenants.id))
    .where(and(eq(placements.state, "ready"), isNull(tenants.deletedAt)))
    .orderBy(asc(tenants.id));
  let count = 0;
  for (const { slug } of found) {
    try {
      const ctx = await systemContext({ tenant: slug, reason: "its time was over" });
      count += (await endExpired(ctx, {})).ended;
    } catch (err) {
      log.warn({ err, slug }, "what has ended in a workspace could not be put away");
    }
  }
  return count;
}
