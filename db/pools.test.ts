import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import { env } from "@/lib/env";
import type { ProvisionedTenant } from "@/lib/tenancy/provision";
import { adminOf, makeTenant, setReachable } from "./factories";
import { ownerOf } from "./migrate/place";
import { poolOf, poolUse } from "./pools";
import { members } from "./schema/tenant";
import { type TenantScope, withTenant } from "./tenant";
import { within } from "./within";

const people = (scope: TenantScope) =>
  withTenant(scope, "read only", (tx) => tx.$count(members, within(scope, members)));

const database = () => makeTenant({ isolationLevel: "database" });

/** Lets nobody in; `again` lets them in. */
async function cut({ placement }: ProvisionedTenant): Promise<() => Promise<void>> {
  await setReachable(placement, false);
  return () => setReachable(placement, true);
}

let again: (() => Promise<void>) | undefined;
afterEach(async () => {
  await again?.();
  again = undefined;
});

describe("a tenant's own database", () => {
  it("that does not answer is told of at once, and nobody else waits", async () => {
    const [lost, other, shared] = [await database(), await database(), await makeTenant()];
    await people(lost);
    again = await cut(lost);
    const asked = Array.from({ length: 30 }, () => people(lost).catch((error: unknown) => error));
    expect(await people(other)).toBe(0);
    expect(await people(shared)).toBe(0);
    for (const answer of await Promise.all(asked)) {
      expect(answer).toMatchObject({ code: expect.stringMatching(/TENANT_UNREACHABLE|CONNECTION_LOST/) });
    }
  });

  it("is found again once it answers", async () => {
    const tenant = await database();
    again = await cut(tenant);
    // The connection that was open tells of its loss first.
    await expect
      .poll(() => people(tenant).catch(({ code }) => code), { interval: 20 })
      .toBe("TENANT_UNREACHABLE");
    await again();
    again = undefined;
    await expect
      .poll(() => people(tenant).catch(() => "not yet"), { timeout: 10_000, interval: 100 })
      .toBe(0);
  });

  it("on a server that is not there fails as one that does not answer", async () => {
    const tenant = await database();
    const elsewhere = { ...tenant, placement: { ...tenant.placement, host: "127.0.0.1", port: 9 } };
    await expect(people(elsewhere)).rejects.toMatchObject({ code: "TENANT_UNREACHABLE" });
  });

  it("shares a bounded number of connections with the others: what is idle makes room", async () => {
    const most = env.OWN_DATABASE_CONNECTIONS;
    const tenants = [];
    for (let index = 0; index < 10; index += 1) tenants.push(await database());
    let open = 0;
    // Three for each: more than there are for all.
    const asked = tenants.flatMap((tenant) =>
      Array.from({ length: 3 }, () =>
        withTenant(tenant, "read only", async (tx) => {
          const own = poolUse().filter(({ name }) => name.includes("/"));
          open = Math.max(
            open,
            own.reduce((sum, { used, idle }) => sum + used + idle, 0),
          );
          await sleep(5);
          return tx.$count(members, within(tenant, members));
        }),
      ),
    );
    expect(await Promise.all(asked)).toEqual(asked.map(() => 0));
    expect(open).toBeLessThanOrEqual(most);
    expect(open).toBeGreaterThan(most / 2);
  });
});

describe("the pool of tenants with a schema of their own", () => {
  it("is apart from the one that serves everybody else", async () => {
    const [shared, own] = [
      await makeTenant({ isolationLevel: "shared" }),
      await makeTenant({ isolationLevel: "schema" }),
    ];
    expect(poolOf(own.placement)).not.toBe(poolOf(shared.placement));
    expect(poolOf(own.placement).size).toBe(env.SCHEMA_POOL_SIZE);
  });

  it("gives up a connection that has seen too many schemas", async () => {
    const { Connection } = await import("./client");
    const connection = new Connection(env.DATABASE_URL);
    for (let index = 0; index < 100; index += 1) connection.touch(`tenant_${index}`);
    expect(connection.isUsable()).toBe(true);
    connection.touch("tenant_one_more");
    expect(connection.isUsable()).toBe(false);
    await connection.sql.end();
  });
});

describe("an old placement", () => {
  it("is refused, and the tenant found where it is now", async () => {
    const tenant = await makeTenant({ isolationLevel: "schema" });
    const admin = adminOf(tenant);
    await admin`update residents set epoch = 2 where tenant_id = ${tenant.tenantId}`;
    await expect(people(tenant)).rejects.toMatchObject({ code: "TN001" });
    await admin`update control.placements set epoch = 2 where tenant_id = ${tenant.tenantId}`;
    expect(await people(tenant)).toBe(0);
    await admin.end();
  });

  it("is read, and not written, while a move switches over; the write waits and is made once", async () => {
    const tenant = await makeTenant({ isolationLevel: "schema" });
    const owner = ownerOf(tenant.placement);
    await owner`update app.residents set state = 'frozen' where tenant_id = ${tenant.tenantId}`;
    expect(await people(tenant)).toBe(0);
    let runs = 0;
    const written = withTenant(tenant, "read write", async (tx) => {
      runs += 1;
      await tx.insert(members).values({ tenantId: tenant.tenantId, displayName: "Maren Holt" });
    });
    await expect.poll(() => runs).toBeGreaterThan(0);
    expect(await people(tenant)).toBe(0);
    // At once, as a move does it: who reads the new epoch is let in.
    await owner.begin(async (tx) => {
      await tx`update control.placements set epoch = 2 where tenant_id = ${tenant.tenantId}`;
      await tx`update app.residents set state = 'open', epoch = 2 where tenant_id = ${tenant.tenantId}`;
    });
    await written;
    expect(await people(tenant)).toBe(1);
    await owner.end();
  });
});
