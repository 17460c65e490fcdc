import { findEmbedded } from "./embedded";
import { onStop } from "./lifecycle";
import { migrate } from "./migrate";
import { dataFolder, openPlace } from "./place";
import { cleanUp, forgetRunning, livingRun, recordRunning } from "./running";
import { checkSettings, type Database, loadEnvFile, openDatabase, settle } from "./settings";

/**
 * Opens the database for one command: the one of the Tenantry that runs from this folder, the one of DATABASE_URL,
 * or the embedded one, started for the duration of the command and brought to this version, unless `asItIs`.
 */
export async function openForCommand({ asItIs = false } = {}): Promise<Database> {
  loadEnvFile();
  checkSettings();
  const place = openPlace(dataFolder());
  const running = process.env.DATABASE_URL || !livingRun(place) ? null : findEmbedded(place);
  let database: Database;
  let started = false;
  if (running) {
    database = { urls: running, embedded: true, label: "the running Tenantry" };
  } else if (process.env.DATABASE_URL) {
    database = await openDatabase(place);
  } else {
    await cleanUp(place);
    recordRunning(place, {});
    onStop(() => forgetRunning(place));
    database = await openDatabase(place);
    started = true;
  }
  settle(place, database);
  if (started && !asItIs) await migrate(database.urls);
  // Only now: it reads the settings that have just been made.
  const { closePool } = await import("@/db/pools");
  onStop(closePool);
  return database;
}
