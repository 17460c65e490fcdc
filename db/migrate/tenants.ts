import { atMost } from "./at-most";
import type { Migration } from "./files";
import type { OwnerConnection } from "./owner";
import { PATIENCE, type Patience } from "./patience";
import { migratePlace } from "./place";
import { failedBefore, RunRecord, settleInterrupted } from "./record";
import { ownPlaces, type Surveyed, survey } from "./survey";
import { planWaves } from "./waves";

export type TenantOptions = {
  /** The slug of the tenant that goes first and alone. Without it: one that failed before, else the smallest. */
  canary?: string;
  /** The most tenants in one wave; 20 unless said otherwise. */
  waveSize?: number;
  patience?: Patience;
  log?: (line: string) => void;
};

export type Failure = { slug: string; name: string; reason: string };

/** `untouched` tenants were not come to, because one before them failed. */
export type TenantsOutcome = { done: number; untouched: number; failed: Failure[] };

/** So many tenants of a wave at once. */
const AT_ONCE = 4;

/**
 * Brings every tenant with a schema or a database of its own to this version, in waves. A failure at one of them lets those finish
 * that run, and begins no other: all of them are served, by either version. A place that is not reached or not there says
 * nothing about the migration: it is named, and the others get theirs.
 * @throws ConnectionLost when the connection of the runner is lost, which holds the lock of all runners: the run stays open, and the next one goes on with it.
 */
export async function migrateTenants(
  runner: OwnerConnection,
  migrations: Migration[],
  { canary, waveSize, patience = PATIENCE, log = () => {} }: TenantOptions,
): Promise<TenantsOutcome> {
  const { sql } = runner;
  const target = migrations.at(-1)?.version ?? "";
  const behind = (await survey(await ownPlaces(sql), migrations)).filter(({ isBehind }) => isBehind);
  await settleInterrupted(
    sql,
    target,
    behind.map(({ tenantId }) => tenantId),
  );
  if (behind.length === 0) return { done: 0, untouched: 0, failed: [] };
  const broken = behind.filter(({ problem }) => problem !== null);
  const failed = broken.map((place) => failure(place, place.problem ?? ""));
  const waves = planWaves(
    behind.filter(({ problem }) => problem === null),
    { canary, waveSize, failedBefore: await failedBefore(sql) },
  );
  const run = await RunRecord.open(sql, target, waves, broken);
  let done = 0;
  let stopped = false;
  try {
    for (const [index, wave] of waves.entries()) {
      if (stopped) break;
      log(`wave ${index + 1} of ${waves.length}: ${wave.map(({ slug }) => slug).join(", ")}`);
      const one = async (place: Surveyed) => {
        const reason = await migrateOne(runner, run, place, migrations, { patience, log });
        if (reason === null) done += 1;
        else {
          stopped = true;
          failed.push(failure(place, reason));
        }
      };
      await atMost(AT_ONCE, wave, one, () => !stopped);
    }
    await run.close(failed.length === 0 ? "done" : "failed");
  } finally {
    run.stop();
  }
  return { done, untouched: behind.length - done - failed.length, failed };
}

/** Answers why it failed, or null. */
async function migrateOne(
  runner: OwnerConnection,
  run: RunRecord,
  { tenantId, slug }: Surveyed,
  migrations: Migration[],
  { patience, log }: { patience: Patience; log: (line: string) => void },
): Promise<string | null> {
  runner.assertAlive();
  await run.started(tenantId);
  // A run takes long enough for a tenant to move, or to be erased: none is left then, and nothing to do.
  const [now] = await ownPlaces(runner.sql, tenantId);
  const onRetry = (attempt: number) => log(`${slug}: locked, attempt ${attempt} of ${patience.attempts}`);
  const reason = await reasonOf(
    async () => now && migratePlace(now.placement, migrations, { patience, onRetry }),
  );
  runner.assertAlive();
  const target = migrations.at(-1)?.version ?? "";
  if (reason === null) await run.done(tenantId, target);
  else await run.failed(tenantId, reason);
  log(reason === null ? `${slug}: at ${target}` : `${slug}: failed, ${reason}`);
  return reason;
}

const failure = ({ slug, name }: Surveyed, reason: string): Failure => ({ slug, name, reason });

async function reasonOf(work: () => Promise<unknown>): Promise<string | null> {
  try {
    await work();
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
