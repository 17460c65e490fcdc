import { findEmbedded } from "./embedded";
import { onStop } from "./lifecycle";
import { migrate } from "./migrate";
import { dataFolder, openPlace } from "./place";
import { cleanUp, forgetRunning, livingRun, recordRunning } from "./running";
import { checkSettings, type Database, loadEnvFile, openDatabase, settle } from "./settings";

/**
 * Opens the database for one command: the one of the Tenantry that runs from this folder, the one of DATABASE_URL,
 * or the embedded one, started for the duration of the command.
 */
export async function openForCommand(): Promise<Database> {
  loadEnvFile();
  checkSettings();
  const place = openPlace(dataFolder());
  const running = process.env.DATABASE_URL || !livingRun(place) ? null : findEmbedded(place);
  let database: Database;
  if (running) {
    database = { urls: running, embedded: true, label: "the running Tenantry" };
  } else if (process.env.DATABASE_URL) {
    database = await openDatabase(place);
  } else {
    await cleanUp(place);
    recordRunning(place, {});
    onStop(() => forgetRunning(place));
    database = await openDatabase(place);
    await migrate(database.urls);
  }
  settle(place, database);
  // Only now: it reads the settings that have just been made.
  const { closePool } = await import("@/db/pools");
  onStop(closePool);
  return database;
}
