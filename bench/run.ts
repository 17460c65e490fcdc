import { createTestDatabase } from "@/scripts/lib/database";
import { migrate } from "@/scripts/lib/migrate";
import { startThrowaway, sweepThrowaways } from "@/scripts/lib/throwaway";
import { parts } from "./parts";
import { line, meets, type Ratio } from "./report";

/**
 * `npm run bench`: measures the product against floors of the same run, on a database of its own; `npm run bench -- levels scale` those
 * parts alone. Exit code 1 when a target is missed.
 */
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !Object.hasOwn(parts, name));
if (unknown.length > 0) {
  console.error(`There is no part ${unknown.join(", ")}. The parts are ${Object.keys(parts).join(", ")}.`);
  process.exit(2);
}
console.log(
  "Measuring on a throwaway PostgreSQL: all parts take about 15 minutes on 2 cores. Leave the machine alone meanwhile.\n",
);
await sweepThrowaways();
const server = await startThrowaway();
const missed: Ratio[] = [];
try {
  const database = await createTestDatabase(server.adminUrl, "bench");
  await migrate(database);
  Object.assign(process.env, {
    DATABASE_URL: database.appUrl,
    MIGRATOR_DATABASE_URL: database.migratorUrl,
    ADMIN_DATABASE_URL: database.adminUrl,
    SECRET: "a-secret-of-the-benchmark-and-of-nothing-else",
    LOG_LEVEL: "silent",
  });
  for (const [name, run] of Object.entries(parts)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    for (const ratio of await run(database.adminUrl)) {
      console.log(line(ratio));
      if (!meets(ratio)) missed.push(ratio);
    }
  }
  const { closePool } = await import("@/db/pools");
  await closePool();
} finally {
  await server.stop();
}
console.log(missed.length === 0 ? "\nEvery target is met." : `\n${missed.length} of the targets missed.`);
process.exitCode = missed.length === 0 ? 0 : 1;
