import { parseEnv } from "@/lib/env-schema";
import { build } from "./build";
import { loadDemoIfWanted, showDemo } from "./demo";
import { onStop } from "./lifecycle";
import { migrate } from "./migrate";
import { dataFolder, openPlace, type Place } from "./place";
import { cleanUp, forgetRunning, livingRun, recordRunning } from "./running";
import { checkSettings, loadEnvFile, openDatabase, settle } from "./settings";
import { step } from "./steps";
import { Told } from "./told";
import { requirePort, serve } from "./web";
import { startWorker } from "./worker";

/** Brings the whole product up and stays with it until it ends: `npm start` and, on the sources, `npm run dev`. */
export async function runProduct(mode: "start" | "dev"): Promise<number> {
  loadEnvFile();
  // Next must not read the file's NODE_ENV, nor a test runner's.
  Object.assign(process.env, { NODE_ENV: mode === "start" ? "production" : "development" });
  const { PORT, APP_HOST, APP_SCHEME } = checkSettings();
  const place = await claim(dataFolder());
  await requirePort(PORT);

  await Promise.all([
    mode === "start" && step(build, (built) => (built ? "Product built" : "Product already built")),
    prepareDatabase(place),
  ]);
  const web = await step(
    () => serve(mode, { port: PORT, host: APP_HOST }),
    () => "Web server ready",
  );
  recordRunning(place, { server: web.pid });
  startWorker((worker) => recordRunning(place, { worker }));
  console.log(`\nTenantry is ready: ${APP_SCHEME}://${APP_HOST}\n`);
  await showDemo(`${APP_SCHEME}://`, APP_HOST);
  console.log("Ctrl C stops everything.");
  const code = await web.ended;
  throw new Told(`The web server ended by itself (code ${code}); its last lines above say why.`);
}

/** Makes the data folder ours for this run. */
async function claim(folder: string): Promise<Place> {
  const place = openPlace(folder);
  const other = livingRun(place);
  if (other) {
    throw new Told(
      `Tenantry already runs on ${folder} (process ${other.owner}): stop it first, or give a second one its own folder and port: TENANTRY_DATA=.tenantry-2 PORT=3100 npm start`,
    );
  }
  await cleanUp(place);
  recordRunning(place, {});
  onStop(() => forgetRunning(place));
  return place;
}

async function prepareDatabase(place: Place): Promise<void> {
  const database = await step(
    () => openDatabase(place),
    ({ label }) => `${label} ready`,
  );
  settle(place, database);
  const env = parseEnv(process.env);
  await step(
    () => migrate(database.urls),
    (applied) => (applied > 0 ? `Database migrated (${applied} new)` : "Database up to date"),
  );
  await loadDemoIfWanted(env);
}
