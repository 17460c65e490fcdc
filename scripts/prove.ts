import { createTestDatabase } from "./lib/database";
import { onStop, runScript } from "./lib/lifecycle";
import { migrate } from "./lib/migrate";
import { startThrowaway, sweepThrowaways } from "./lib/throwaway";

/** `npm run prove:isolation`: tries to get from one tenant into another, in every way that we know, and writes what came of it. */
await runScript(async () => {
  await sweepThrowaways();
  const given = process.env.TEST_DATABASE_URL;
  const server = given ? { adminUrl: given, stop: async () => {} } : await startThrowaway();
  onStop(() => server.stop());
  const database = await createTestDatabase(server.adminUrl, "proof");
  await migrate(database);
  Object.assign(process.env, {
    DATABASE_URL: database.appUrl,
    MIGRATOR_DATABASE_URL: database.migratorUrl,
    ADMIN_DATABASE_URL: database.adminUrl,
    SECRET: "a-secret-of-the-proof-and-of-nothing-else",
    LOG_LEVEL: "silent",
  });
  const { prove } = await import("@/proof/run");
  return prove(process.argv.slice(2));
});
