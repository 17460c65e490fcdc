import { and, eq } from "drizzle-orm";
import { type ControlTx, controlDb, inControl } from "@/db/control";
import { readMigrations } from "@/db/migrate/files";
import { removePlace } from "@/db/move/places";
import { type Elsewhere, type IsolationLevel, type Placement, placeFor } from "@/db/placement";
import type { OwnerSession } from "@/db/rows/session";
import { jobs, placementColumns, placements, tenants } from "@/db/schema/control";
import { enqueue } from "@/lib/jobs/queue";
import { explainDatabaseError } from "@/lib/kernel/database-errors";
import { Conflict, Invalid } from "@/lib/kernel/errors";
import { clearControl, controlTables } from "../lifecycle/clear";
import { receiptOf } from "../lifecycle/erasure";
import { requireRoom, slugTaken } from "../provision";
import { slugProblem } from "../slug";
import type { Manifest } from "./manifest";

/** The row of `jobs` that says that a tenant on its way in is one of an archive. Only the process that began it does it. */
export const IMPORT = "import_tenant";

/** One import of a tenant at a time, as long as this session lasts. False when another one runs. */
export async function lockImport(main: OwnerSession, tenantId: string): Promise<boolean> {
  const [lock] = await main.sql`
    select pg_try_advisory_lock(hashtext('tenantry import'), hashtext(${tenantId})) as mine`;
  return lock?.mine === true;
}

/** @throws Invalid for an archive of another version of the tables: its rows would not fit, or lack what is new */
export async function requireVersion({ schemaVersion }: Manifest): Promise<void> {
  const here = (await readMigrations("tenant")).at(-1)?.version ?? "";
  if (schemaVersion === here) return;
  const what = schemaVersion > here ? "a newer" : "an older";
  throw new Invalid(
    `This archive is of ${what} version (${schemaVersion}) than this Tenantry (${here}). Bring both installations to one version, and export it again.`,
  );
}

/** @throws Conflict when the workspace is here, or its name is another's; Invalid for a name that nobody can have */
export async function requireFree(tenantId: string, slug: string, name: string): Promise<void> {
  const [here] = await controlDb()
    .select({ slug: tenants.slug, deletedAt: tenants.deletedAt })
    .from(tenants)
    .where(eq(tenants.id, tenantId));
  if (here?.deletedAt)
    throw new Conflict(
      `${name} is here already, deleted: restore ${here.slug}, or erase it before you import it.`,
    );
  if (here) throw new Conflict(`${name} is here already: it is the workspace ${here.slug}.`);
  const problem = slugProblem(slug);
  if (problem)
    throw new Invalid(`The name "${slug}" cannot be used here. ${problem} Give it another one with --slug.`);
  if ((await controlDb().$count(tenants, eq(tenants.slug, slug))) > 0)
    throw new Conflict(`The name "${slug}" is taken here. Give the workspace another one with --slug.`);
}

/** Takes the name and chooses the place. Nobody sees the workspace before the placement says `ready`. */
export async function reserve(
  manifest: Manifest,
  slug: string,
  level: IsolationLevel,
  elsewhere?: Elsewhere,
): Promise<{ job: string; placement: Placement }> {
  const { id: tenantId, createdAt, trialEndsAt, isolationLevel: _, ...tenant } = manifest.tenant;
  const placement = placeFor(tenantId, level, await firstEpoch(tenantId), elsewhere);
  const job = await explainDatabaseError(slugTaken, () =>
    inControl("read write", async (tx) => {
      if (level === "schema") await requireRoom(tx);
      await tx.insert(tenants).values({
        ...tenant,
        id: tenantId,
        slug,
        isolationLevel: level,
        createdAt: new Date(createdAt),
        trialEndsAt: trialEndsAt ? new Date(trialEndsAt) : null,
      });
      await tx.insert(placements).values({ tenantId, ...placement });
      return enqueue(tx, { kind: IMPORT, key: tenantId, tenantId, payload: { slug }, mine: true });
    }),
  );
  return { job, placement };
}

/**
 * A tenant that was here before and was erased begins later than any of its moves: processes remember where it was. Minutes since
 * 1970 are more than any number of moves.
 */
const firstEpoch = async (tenantId: string): Promise<number> =>
  (await receiptOf(tenantId)) ? Math.floor(Date.now() / 60_000) : 1;

/** Takes back what an import has left that failed or was killed. The caller holds the import's lock; a workspace that is ready stays. */
export async function discardImport(main: OwnerSession, tenantId: string): Promise<boolean> {
  const placement = await inControl("read only", (tx) => unfinished(tx, tenantId));
  if (!placement) return false;
  await removePlace(placement, tenantId);
  const tables = await controlTables(main.sql);
  await main.write(tenantId, (tx) => clearControl(tx, tables, tenantId));
  return true;
}

async function unfinished(tx: ControlTx, tenantId: string): Promise<Placement | null> {
  const [found] = await tx
    .select(placementColumns)
    .from(placements)
    .innerJoin(jobs, and(eq(jobs.kind, IMPORT), eq(jobs.tenantId, placements.tenantId)))
    .where(and(eq(placements.tenantId, tenantId), eq(placements.state, "provisioning")));
  return found ?? null;
}
