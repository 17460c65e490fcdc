import { createTestDatabase } from "@/scripts/lib/database";
import { migrate } from "@/scripts/lib/migrate";
import { startThrowaway, sweepThrowaways } from "@/scripts/lib/throwaway";
import { line, meets, type Ratio } from "./report";

/** `npm run bench`: measures the product against floors of the same run, on a database of its own. Exit code 1 when a target is missed. */
console.log(
  "Measuring on a throwaway PostgreSQL: about 6 minutes on 2 cores. Leave the machine alone meanwhile.\n",
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
  const wanted = process.argv.slice(2);
  const part = async (name: string, run: () => Promise<Ratio[]>) => {
    if (wanted.length > 0 && !wanted.includes(name)) return;
    for (const ratio of await run()) {
      console.log(line(ratio));
      if (!meets(ratio)) missed.push(ratio);
    }
  };
  const [{ entering }, { importing }, { pages }, { scale }, { fill }] = await Promise.all([
    import("./entering"),
    import("./importing"),
    import("./pages"),
    import("./scale"),
    import("./data"),
  ]);
  const few = await fill(database.adminUrl, 10, 1000);
  const [first] = few;
  if (!first) throw new Error("There is no workspace to measure.");
  await part("entering", entering);
  await part("pages", () => pages(database.adminUrl, first));
  await part("importing", () => importing(database.adminUrl));
  await part("scale", () => scale(database.adminUrl, few));
  const { closePool } = await import("@/db/pools");
  await closePool();
} finally {
  await server.stop();
}
console.log(missed.length === 0 ? "\nEvery target is met." : `\n${missed.length} of the targets missed.`);
process.exitCode = missed.length === 0 ? 0 : 1;
