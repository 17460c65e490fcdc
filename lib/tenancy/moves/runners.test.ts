import type { Sql } from "postgres";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { adminOf, makeDeal, type Signed, signedIn } from "@/db/factories";
import { fillEveryTable } from "@/db/factories/full";
import { placeFor } from "@/db/placement";
import type { TenantScope } from "@/db/tenant";
import { gate } from "@/db/traps.fixture";
import type { Context } from "@/lib/kernel";
import { hashesAt, move, removeOwnPlaces } from "./moves.fixture";

let signed: Signed & { tenant: TenantScope };
let ctx: Context;
let tenantId: string;
let admin: Sql;

beforeEach(async () => {
  signed = await signedIn("owner", { isolationLevel: "shared" });
  ({ ctx } = signed);
  ({ tenantId } = signed.tenant);
  admin = adminOf(signed.tenant, 2);
});

afterEach(async () => {
  await admin.end();
  await removeOwnPlaces(tenantId);
});

const schemaThere = async () =>
  (await admin`select from pg_namespace where nspname = ${placeFor(tenantId, "schema").schemaName}`).length >
  0;

/** The connection that lets nobody else move this tenant. */
const fence = () => admin`
    select pid from pg_locks
     where locktype = 'advisory' and granted and classid::bigint = (hashtext('tenantry moves')::bigint & 4294967295)
       and objid::bigint = (hashtext(${tenantId})::bigint & 4294967295)`;

describe("a move from a database that is away", () => {
  it("fails with the reason, and leaves nothing at the target", async () => {
    const first = await move(tenantId, "database");
    const name = first.to.databaseName ?? "";
    await admin.unsafe(`alter database "${name}" with allow_connections false`);
    const done = await move(tenantId, "schema");
    expect(done).toMatchObject({
      step: "failed",
      error: expect.stringContaining(`The database ${name} cannot be`),
    });
    expect(await schemaThere()).toBe(false);
    await admin.unsafe(`alter database "${name}" with allow_connections true`);
    await makeDeal(ctx);
  });
});

describe("a move that loses a connection", { timeout: 60_000 }, () => {
  const target = () => admin`
    select pid from pg_stat_activity
     where application_name = 'tenantry-owner' and query like ${`%${placeFor(tenantId, "schema").schemaName}%`}`;

  it.each([
    ["to the target", target],
    ["to the control plane", fence],
  ] as const)("%s in the middle takes back what it did, and hangs nowhere", async (_, backends) => {
    await fillEveryTable(ctx);
    const before = await hashesAt(signed.tenant.placement, tenantId);
    let lost = 0;
    const done = await move(tenantId, "schema", {
      at: async (point) => {
        if (point !== "pass 1" || lost > 0) return;
        for (const { pid } of await backends()) {
          await admin`select pg_terminate_backend(${pid})`;
          lost += 1;
        }
      },
    });
    expect(lost).toBe(1);
    expect(done).toMatchObject({ step: "failed", error: expect.stringMatching(/connection|terminating/i) });
    expect(await schemaThere()).toBe(false);
    expect(await hashesAt(signed.tenant.placement, tenantId)).toEqual(before);
    expect(await move(tenantId, "schema")).toMatchObject({ step: "done" });
  });
});

describe("a runner that was cut off and comes back", { timeout: 60_000 }, () => {
  it.each(["emptied", "pass 1", "last pass"])("at “%s” changes nothing any more", async (where) => {
    await fillEveryTable(ctx);
    const [cut, back] = [gate(), gate()];
    let arrived = 0;
    const first = move(tenantId, "schema", {
      at: async (point) => {
        if (arrived > 0 || point !== where) return;
        arrived += 1;
        cut.open();
        await back.opened;
      },
    });
    await cut.opened;
    const [holder] = await fence();
    await admin`select pg_terminate_backend(${holder?.pid})`;
    expect(await first).toMatchObject({ step: "failed" });
    // The next one is under way when the first comes back.
    const second = await move(tenantId, "schema", {
      at: async (point) => void (point === "verified" && back.open()),
    });
    expect(second).toMatchObject({ step: "done" });
    await makeDeal(ctx);
    const source = await hashesAt(signed.tenant.placement, tenantId);
    const target = await hashesAt(second.to, tenantId);
    expect(target.deals?.rows).toBe((source.deals?.rows ?? 0) + 1);
    expect(target.contacts).toEqual(source.contacts);
    const [resident] = await admin`select state, epoch from app.residents where tenant_id = ${tenantId}`;
    expect(resident).toEqual({ state: "open", epoch: 2 });
  });
});
