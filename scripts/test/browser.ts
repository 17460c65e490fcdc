import { createTestDatabase } from "../lib/database";
import { migrate } from "../lib/migrate";
import { freePort } from "../lib/ports";
import { serve } from "../lib/web";
import { startWorker } from "../lib/worker";

/** Serves the built product with the demo on a database of its own; answers the settings that the journeys need. */
export async function browserServer(serverUrl: string): Promise<Record<string, string>> {
  const port = await freePort();
  const host = `localhost:${port}`;
  const database = await createTestDatabase(serverUrl, "browser");
  await migrate(database);
  Object.assign(process.env, {
    NODE_ENV: "production",
    PORT: String(port),
    APP_HOST: host,
    DATABASE_URL: database.appUrl,
    MIGRATOR_DATABASE_URL: database.migratorUrl,
    ADMIN_DATABASE_URL: database.adminUrl,
    SECRET: "a-secret-of-the-tests-and-of-nothing-else",
    LOG_LEVEL: "warn",
  });
  const { loadDemo } = await import("@/db/demo/load");
  await loadDemo({ log: () => {} });
  await serve("start", { port, host });
  startWorker(() => {});
  return {
    E2E_BASE_URL: `http://${host}`,
    // For fixtures that prepare their own records.
    DATABASE_URL: database.appUrl,
    MIGRATOR_DATABASE_URL: database.migratorUrl,
  };
}
