import { readFileSync } from "node:fs";
import postgres, { type Sql } from "postgres";
import { adminOf, signIn } from "@/db/factories";
import { closePool } from "@/db/pools";
import { listDeals } from "@/lib/deals/queries";
import { dealList } from "@/lib/deals/schema";
import { env } from "@/lib/env";
import { parseListState } from "@/lib/lists/state";
import type { ProvisionedTenant } from "@/lib/tenancy/provision";
import { rawList } from "./raw";
import type { Ratio } from "./report";

/**
 * How much memory of its own a backend holds after it ran the deals list in 1, 100 and all of the schemas: over a connection that is
 * kept, and over the product's, which are given up after a hundred. Linux alone tells: elsewhere there are no figures.
 */
export async function memory(tenants: ProvisionedTenant[]): Promise<Ratio[]> {
  const [first] = tenants;
  if (!first || process.platform !== "linux") return [];
  const admin = adminOf(first);
  const kept = await overOneConnection(tenants);
  const recycled = await overThePool(admin, tenants);
  await admin.end();
  const mb = (bytes: number) => `${(bytes / 1024 / 1024).toFixed(1)} MB`;
  return [
    {
      name: `memory of a backend after ${tenants.length} schemas / after 1`,
      value: kept.all / kept.one,
      detail: `${mb(kept.all)} / ${mb(kept.one)}, and ${mb(kept.hundred)} after 100`,
    },
    {
      name: "the largest of the product's / of one that is kept",
      value: recycled / kept.all,
      target: { atMost: 0.4 },
      detail: `${mb(recycled)} / ${mb(kept.all)}, after ${tenants.length} schemas`,
    },
  ];
}

async function overOneConnection(tenants: ProvisionedTenant[]) {
  const sql = postgres(env.DATABASE_URL, { max: 1, onnotice: () => {} });
  const [backend] = await sql<{ pid: number }[]>`select pg_backend_pid() as pid`;
  const held: number[] = [];
  for (const { tenantId, placement } of tenants) {
    const { schemaName, epoch } = placement;
    await sql.begin("read only", async (tx) => {
      await tx`select app.enter('tenantry_app', ${schemaName}, ${tenantId}, ${epoch}, false)`;
      await rawList(tx, tenantId);
    });
    held.push(ownBytes(backend?.pid ?? 0));
  }
  await sql.end();
  const after = (count: number) => held[count - 1] ?? Number.NaN;
  return { one: after(1), hundred: after(100), all: after(tenants.length) };
}

/** The most that any of the product's connections held meanwhile. */
async function overThePool(admin: Sql, tenants: ProvisionedTenant[]): Promise<number> {
  await closePool();
  const state = parseListState({}, dealList);
  let most = 0;
  for (const tenant of tenants) {
    const { ctx } = await signIn(tenant, "viewer");
    await listDeals(ctx, state);
    const backends = await admin<{ pid: number }[]>`
      select pid from pg_stat_activity where application_name = 'tenantry' and datname = current_database()`;
    most = Math.max(most, ...backends.map(({ pid }) => ownBytes(pid)));
  }
  return most;
}

/** What a process holds beside the memory that all backends share. */
function ownBytes(pid: number): number {
  const [, kilobytes] =
    /^Anonymous:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8")) ?? [];
  return Number(kilobytes) * 1024;
}
