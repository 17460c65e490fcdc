import { deepEqual, equal, ok } from "node:assert/strict";
import { sql } from "drizzle-orm";
import { createPool } from "@/db/client";
import { makeTenant } from "@/db/factories";
import { members } from "@/db/schema/tenant";
import { type TenantTx, withTenant } from "@/db/tenant";
import { addMember, backendOf, namesOf } from "@/db/traps.fixture";
import { env } from "@/lib/env";
import type { ProvisionedTenant } from "@/lib/tenancy/provision";
import { adminOn } from "../eyes";
import { Section } from "../record";

const TENANTS = { shared: 44, schema: 6 };
const REQUESTS = 200;
const CONNECTIONS = 4;

/** What goes wrong in a request, by its number: about a third of them fail. */
const accidents = [
  { name: "an error of the product", every: 7 },
  { name: "an error of the database", every: 11 },
  { name: "a cancelled statement", every: 13 },
  { name: "a lost connection", every: 40 },
] as const;
type Accident = (typeof accidents)[number]["name"];

/** Section 6: many tenants at once over few connections. */
export async function proveCrowd(): Promise<Section> {
  const section = new Section(
    "200 requests of 50 tenants at once, over 4 connections",
    "Tenants that share connections see and write their own rows alone, also while others fail on the same connections.",
    `${TENANTS.shared} tenants at shared and ${TENANTS.schema} at schema send ${REQUESTS} transactions at once through a pool of ${CONNECTIONS}. Each writes a row under a name of its own and reads back all it can see. In between there are errors of the product and of the database, statements cancelled with pg_cancel_backend, and backends ended with pg_terminate_backend. In the end the rows of every tenant are counted: those that were acknowledged, and none else.`,
  );
  const tenants = await makeTenants();
  const pool = createPool(env.DATABASE_URL, CONNECTIONS);
  const acknowledged = new Map(tenants.map((tenant) => [tenant.tenantId, [] as string[]]));
  const happened = new Map<Accident, number>();
  const request = async (index: number) => {
    const tenant = tenants[index % tenants.length] as ProvisionedTenant;
    const accident = accidents.find(({ every }) => index % every === 0)?.name;
    const name = `request ${index}`;
    const work = async (tx: TenantTx) => {
      await addMember(tx, tenant, name);
      if (accident) {
        happened.set(accident, (happened.get(accident) ?? 0) + 1);
        await bringAbout(accident, tx, tenant);
      }
      // Past the product's own conditions: what row-level security leaves is what the request could see.
      const seen = await tx.execute<{ tenant: string }>(
        sql`select distinct tenant_id::text as tenant from ${members} where ${tenant.tenantId}::uuid is not null`,
      );
      deepEqual(
        seen.map((row) => row.tenant),
        [tenant.tenantId],
      );
    };
    await section.holds(accident ?? "a request that goes well", `request ${index}`, async () => {
      const outcome = await withTenant(tenant, "read write", work, pool).then(
        () => "saved",
        (error: Error) => error.message,
      );
      if (outcome === "saved") acknowledged.get(tenant.tenantId)?.push(name);
      equal(outcome === "saved", !accident, `It ended with: ${outcome}`);
    });
  };
  await Promise.all(Array.from({ length: REQUESTS }, (_, index) => request(index)));
  for (const tenant of tenants) {
    await section.holds(
      "the rows in the end",
      `of ${tenant.placement.schemaName === "shared" ? "a tenant at shared" : "a tenant at schema"}`,
      async () => deepEqual(await namesOf(tenant), acknowledged.get(tenant.tenantId)?.sort()),
    );
  }
  for (const { name } of accidents) {
    await section.holds("every accident", name, () =>
      ok((happened.get(name) ?? 0) > 0, "It did not happen."),
    );
  }
  await pool.destroy();
  return section;
}

async function makeTenants(): Promise<ProvisionedTenant[]> {
  const make = (isolationLevel: "shared" | "schema", count: number) =>
    Promise.all(Array.from({ length: count }, () => makeTenant({ isolationLevel })));
  return [...(await make("shared", TENANTS.shared)), ...(await make("schema", TENANTS.schema))];
}

async function bringAbout(accident: Accident, tx: TenantTx, tenant: ProvisionedTenant): Promise<void> {
  const here = sql`${tenant.tenantId}::uuid is not null /* tenant_id */`;
  if (accident === "an error of the product") throw new Error("an error of the product");
  if (accident === "an error of the database") await tx.execute(sql`select 1 / 0 where ${here}`);
  const pid = await backendOf(tx, tenant);
  if (accident === "a lost connection") await adminOn()`select pg_terminate_backend(${pid})`;
  if (accident !== "a cancelled statement") return;
  const sleeping = tx.execute(sql`select pg_sleep(60) where ${here}`);
  // Once, and not before it sleeps: a cancel that comes late would hit whoever has the connection next.
  const cancel = async (): Promise<void> => {
    const [cancelled] = await adminOn()`
      select pg_cancel_backend(pid) from pg_stat_activity
       where pid = ${pid} and state = 'active' and wait_event = 'PgSleep'`;
    if (!cancelled) await cancel();
  };
  await Promise.all([sleeping, cancel()]);
}
