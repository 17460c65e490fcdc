import { createTestDatabase } from "./lib/database";
import { onStop, runScript } from "./lib/lifecycle";
import { migrate } from "./lib/migrate";
import { startThrowaway, sweepThrowaways } from "./lib/throwaway";

/**
 * `npm run prove:isolation`: tries to get from one tenant into another in every way that we know, on a database of its own, and writes
 * what came of it to reports/. Exit code 1 when an attempt did not end as it must.
 */
await runScript(async () => {
  const given = process.env.TEST_DATABASE_URL;
  if (!given) {
    console.log(
      "Trying to get from one tenant into another, on a throwaway PostgreSQL: about a minute on 2 cores.\n",
    );
    await sweepThrowaways();
  }
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
  const { cases, failed } = await prove();
  console.log(`\n${cases - failed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
});
