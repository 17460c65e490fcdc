import { eq, sql } from "drizzle-orm";
import { type ControlTx, controlDb } from "@/db/control";
import { rateLimits } from "@/db/schema/control";
import { RateLimited } from "./errors";

/** At most `points` in a window of `seconds` that begins with the first; counted by all application servers together. */
export type Limit = { key: string; points: number; seconds: number };

/**
 * Takes a point in a statement of its own. The row's lock puts simultaneous attempts in line, so that none slips through.
 * @throws RateLimited when none is left
 */
export async function takePoint({ key, points, seconds }: Limit): Promise<void> {
  const over = sql`${rateLimits.expire} <= now()`;
  const [row] = await controlDb()
    .insert(rateLimits)
    .values({ key, points: 1, expire: sql`now() + make_interval(secs => ${seconds})` })
    .onConflictDoUpdate({
      target: rateLimits.key,
      set: {
        points: sql`case when ${over} then 1 else ${rateLimits.points} + 1 end`,
        expire: sql`case when ${over} then excluded.expire else ${rateLimits.expire} end`,
      },
    })
    .returning({
      taken: rateLimits.points,
      left: sql<number>`extract(epoch from ${rateLimits.expire} - now())::float8`,
    });
  if (row?.taken === 1) await sweep();
  if (row && row.taken > points) throw new RateLimited(row.left);
}

/** Gives all points of a key back, with the transaction. */
export async function resetLimit(tx: ControlTx, key: string): Promise<void> {
  await tx.delete(rateLimits).where(eq(rateLimits.key, key));
}

/** Anybody can make up keys: each new one sweeps a few old ones out, so that their number stays that of a window. */
async function sweep(): Promise<void> {
  await controlDb().execute(
    sql`delete from ${rateLimits} where ctid = any (array(
      select ctid from ${rateLimits} where expire < now() limit 5 for update skip locked))`,
  );
}
