import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Place } from "./place";
import { halt, leftover } from "./postgres";
import { commandOf, endProcess } from "./processes";
import { note } from "./steps";

/** What a running Tenantry writes into its folder, for the next one and for the operator's CLI. */
export type Running = {
  /** The script that started everything. */
  owner: number;
  /** The web server, once it is there. */
  server?: number;
  /** The worker beside it. */
  worker?: number;
  /** The port of the embedded PostgreSQL, once it is there. */
  databasePort?: number;
};

const fileIn = (place: Place) => path.join(place.folder, "running.json");

export function readRunning(place: Place): Running | null {
  if (!existsSync(fileIn(place))) return null;
  return JSON.parse(readFileSync(fileIn(place), "utf8"));
}

/** Adds to what is known about this run. */
export function recordRunning(place: Place, change: Partial<Running>): void {
  const known = readRunning(place);
  const mine = known?.owner === process.pid ? known : { owner: process.pid };
  writeFileSync(`${fileIn(place)}.new`, JSON.stringify({ ...mine, ...change }));
  renameSync(`${fileIn(place)}.new`, fileIn(place));
}

export function forgetRunning(place: Place): void {
  rmSync(fileIn(place), { force: true });
}

/** The run that is alive in this folder, if there is one. */
export function livingRun(place: Place): Running | null {
  const running = readRunning(place);
  if (!running || running.owner === process.pid) return null;
  return /scripts[\\/].*\.ts/.test(commandOf(running.owner)) ? running : null;
}

/** Ends what a run that was killed has left behind: its web server, its worker and its PostgreSQL. */
export async function cleanUp(place: Place): Promise<void> {
  const running = readRunning(place);
  const orphans = [
    { pid: running?.server, name: "next" },
    { pid: running?.worker, name: "worker.ts" },
  ].flatMap(({ pid, name }) => (pid !== undefined && commandOf(pid).includes(name) ? [pid] : []));
  for (const pid of orphans) await endProcess(pid, "SIGTERM", 5000);
  const database = leftover(place);
  if (database !== null) await halt(database);
  if (orphans.length > 0 || database !== null)
    note("An earlier run was killed: stopped what it had left running.");
  forgetRunning(place);
}
