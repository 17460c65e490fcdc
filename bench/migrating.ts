import { performance } from "node:perf_hooks";
import { ne } from "drizzle-orm";
import postgres from "postgres";
import { controlDb } from "@/db/control";
import { makeTenant } from "@/db/factories";
import { parseMigration, readMigrations } from "@/db/migrate/files";
import { migrateAll } from "@/db/migrate/run";
import { placements } from "@/db/schema/control";
import { env } from "@/lib/env";
import { permissions } from "@/lib/rbac/permissions";
import type { Ratio } from "./report";

const TENANTS = 100;

/** One small migration over all schemas by the runner, in waves, and the same statement sent to each of them in a loop. */
export async function migrating(adminUrl: string): Promise<Ratio[]> {
  const own = await controlDb().$count(placements, ne(placements.isolationLevel, "shared"));
  for (let count = own; count < TENANTS; count += 1) await makeTenant({ isolationLevel: "schema" });
  const migration = parseMigration("9999_referral", `ALTER TABLE "companies" ADD COLUMN "referral" text;`);
  const migrations = {
    control: await readMigrations("control"),
    tenant: [...(await readMigrations("tenant")), migration],
  };
  const start = performance.now();
  const { tenants } = await migrateAll({
    migratorUrl: env.MIGRATOR_DATABASE_URL ?? "",
    appUrl: env.DATABASE_URL,
    catalogue: [...permissions],
    migrations,
  });
  const runner = perHundred(start, tenants.done);
  if (tenants.failed.length > 0) throw new Error(`${tenants.failed[0]?.slug}: ${tenants.failed[0]?.reason}`);
  const sql = postgres(adminUrl, { max: 1, onnotice: () => {} });
  const schemas = await sql<{ name: string }[]>`
    select nspname as name from pg_namespace where nspname ~ '^tenant_[0-9a-f]{32}$'`;
  const begun = performance.now();
  for (const { name } of schemas) await sql`alter table ${sql(name)}.companies add column same text`;
  const loop = perHundred(begun, schemas.length);
  await sql.end();
  return [
    {
      name: "a migration of 100 tenants / its statement in a loop",
      value: runner / loop,
      detail: `${runner.toFixed(2)} s / ${loop.toFixed(2)} s per 100, with ${tenants.done} tenants in waves`,
    },
  ];
}

/** Seconds for a hundred of them, when it took from `start` until now for `count`. */
const perHundred = (start: number, count: number): number => (performance.now() - start) / 10 / count;
