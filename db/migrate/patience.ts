import { setTimeout as sleep } from "node:timers/promises";
import type { Sql } from "postgres";
import { codeOf } from "../refusals";

/**
 * How a migration waits for a lock: not long, because everybody who comes later waits behind it, but several times, each pause twice
 * the one before.
 */
export type Patience = { lockTimeoutMs: number; attempts: number; pauseMs: number };

export const PATIENCE: Patience = { lockTimeoutMs: 3000, attempts: 5, pauseMs: 1000 };

const LOCK_NOT_AVAILABLE = "55P03";
const DEADLOCK = "40P01";

/**
 * Does `work`, which must be the same done twice, until it gets its locks.
 * @throws what it throws; an error that says how often it was tried, when something else keeps the lock.
 */
export async function patiently<T>(
  sql: Sql,
  patience: Patience,
  work: () => Promise<T>,
  onRetry: (attempt: number) => void = () => {},
): Promise<T> {
  await sql.unsafe(`set lock_timeout to ${patience.lockTimeoutMs}`);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      const code = codeOf(error) ?? "";
      if (![LOCK_NOT_AVAILABLE, DEADLOCK].includes(code)) throw error;
      if (attempt >= patience.attempts) throw new StillLocked(attempt, error);
      onRetry(attempt + 1);
      await sleep(patience.pauseMs * 2 ** (attempt - 1));
    }
  }
}

class StillLocked extends Error {
  constructor(attempts: number, cause: unknown) {
    const what = cause instanceof Error ? cause.message : String(cause);
    super(
      `something holds a lock on its tables, and ${attempts} attempts waited for it in vain (${what}): look for a long transaction in pg_stat_activity.`,
      { cause },
    );
  }
}
