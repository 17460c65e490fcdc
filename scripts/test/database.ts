import { createTestDatabase } from "../lib/database";
import { migrate } from "../lib/migrate";
import { startThrowaway, sweepThrowaways } from "../lib/throwaway";

/** Runs once before all test files: one migrated database for them, whose addresses the workers inherit. */
export default async function setup(): Promise<() => Promise<void>> {
  await sweepThrowaways();
  const given = process.env.TEST_DATABASE_URL;
  const server = given ? { adminUrl: given, stop: async () => {} } : await startThrowaway();
  const database = await createTestDatabase(server.adminUrl, "vitest");
  await migrate(database);
  Object.assign(process.env, {
    DATABASE_URL: database.appUrl,
    MIGRATOR_DATABASE_URL: database.migratorUrl,
    ADMIN_DATABASE_URL: database.adminUrl,
    SECRET: "a-secret-of-the-tests-and-of-nothing-else",
    LOG_LEVEL: "silent",
  });
  return async () => {
    await database.drop();
    await server.stop();
  };
}
