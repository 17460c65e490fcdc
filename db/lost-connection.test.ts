import { sql } from "drizzle-orm";
import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { env } from "@/lib/env";
import type { ProvisionedTenant } from "@/lib/tenancy/provision";
import { createPool, type Pool } from "./client";
import { makeTenant } from "./factories";
import { members } from "./schema/tenant";
import { withTenant } from "./tenant";
import { addMember, backendOf, gate, namesOf } from "./traps.fixture";
import { within } from "./within";

let admin: Sql;
let acme: ProvisionedTenant;
let globex: ProvisionedTenant;
const pools: Pool[] = [];

beforeAll(async () => {
  admin = postgres(env.ADMIN_DATABASE_URL ?? "", { max: 2 });
  [acme, globex] = await Promise.all([makeTenant(), makeTenant()]);
});

afterAll(async () => {
  await Promise.all([admin.end(), ...pools.map((pool) => pool.destroy())]);
});

function pool(max: number): Pool {
  const made = createPool(env.DATABASE_URL, max);
  pools.push(made);
  return made;
}

describe("trap 1: postgres.js replaces a lost connection under a running transaction", () => {
  it("is there: the callback goes on inside the next transaction of another tenant", async () => {
    const bare = postgres(env.DATABASE_URL, { max: 1 });
    const [killed, entered, checked] = [gate(), gate(), gate()];
    let seenByA = "";
    const a = bare.begin(async (tx) => {
      await tx`select set_config('app.tenant_id', ${acme.tenantId}, true)`;
      const [row] = await tx`select pg_backend_pid() as pid`;
      await admin`select pg_terminate_backend(${row?.pid})`;
      killed.open();
      await entered.opened;
      const [setting] = await tx`select current_setting('app.tenant_id') as tenant`;
      seenByA = setting?.tenant;
      checked.open();
      // Never settles: what postgres.js would send next belongs to B's transaction too.
      await new Promise(() => {});
    });
    await expect(a).rejects.toMatchObject({ code: "CONNECTION_CLOSED" });
    await killed.opened;
    await bare.begin(async (tx) => {
      await tx`select set_config('app.tenant_id', ${globex.tenantId}, true)`;
      entered.open();
      await checked.opened;
    });
    expect(seenByA).toBe(globex.tenantId);
    await bare.end({ timeout: 0 });
  });

  for (const ending of ["goes on writing", "throws", "returns"] as const) {
    it(`is closed when the callback ${ending}, with a second tenant waiting for the one connection`, async () => {
      const one = pool(1);
      const [ready, entered, aIsOver] = [gate(), gate(), gate()];
      const mark = `${ending} ${Math.random()}`;
      let pid = 0;
      let afterwards: unknown = null;
      const a = withTenant(
        acme,
        "read write",
        async (tx) => {
          await addMember(tx, acme, `A1 ${mark}`);
          pid = await backendOf(tx, acme);
          ready.open();
          await entered.opened;
          try {
            if (ending === "throws") throw new Error("A gave up");
            if (ending === "goes on writing") await addMember(tx, acme, `A2 ${mark}`);
          } catch (error) {
            afterwards = error;
            throw error;
          } finally {
            // What postgres.js would send for A's outcome goes out after this tick.
            setImmediate(aIsOver.open);
          }
        },
        one,
      );
      const lost = expect(a).rejects.toMatchObject({ code: "CONNECTION_LOST" });
      await ready.opened;
      const b = withTenant(
        globex,
        "read write",
        async (tx) => {
          await addMember(tx, globex, `B1 ${mark}`);
          entered.open();
          await aIsOver.opened;
          await addMember(tx, globex, `B2 ${mark}`);
        },
        one,
      );
      await admin`select pg_terminate_backend(${pid})`;
      await lost;
      await b;
      expect((await namesOf(acme)).filter((name) => name.includes(mark))).toEqual([]);
      expect((await namesOf(globex)).filter((name) => name.includes(mark))).toEqual([
        `B1 ${mark}`,
        `B2 ${mark}`,
      ]);
      if (ending === "goes on writing") expect(afterwards).toMatchObject({ code: "CONNECTION_LOST" });
    });
  }

  it("is closed when the connection is lost in the middle of a statement", async () => {
    const one = pool(1);
    const ready = gate();
    let pid = 0;
    const a = withTenant(
      acme,
      "read write",
      async (tx) => {
        await addMember(tx, acme, "mid-statement");
        pid = await backendOf(tx, acme);
        ready.open();
        await tx.execute(sql`select pg_sleep(60) where ${acme.tenantId}::uuid is not null /* tenant_id */`);
      },
      one,
    );
    const lost = expect(a).rejects.toMatchObject({ code: "CONNECTION_LOST" });
    await ready.opened;
    const b = withTenant(
      globex,
      "read only",
      (tx) => tx.select({ id: members.id }).from(members).where(within(globex, members)),
      one,
    );
    await admin`select pg_terminate_backend(${pid})`;
    await lost;
    expect((await b).length).toBeGreaterThan(0);
    expect(await namesOf(acme)).not.toContain("mid-statement");
  });
});

describe("many tenants over few connections", () => {
  it("never sees or writes another's rows, with errors, cancels and lost connections in between", async () => {
    const few = pool(4);
    const tenants = await Promise.all(Array.from({ length: 10 }, () => makeTenant()));
    const written = new Map<string, string[]>(tenants.map((tenant) => [tenant.tenantId, []]));
    const work = Array.from({ length: 200 }, async (_, index) => {
      const tenant = tenants[index % tenants.length] as ProvisionedTenant;
      const name = `work ${index}`;
      await withTenant(
        tenant,
        "read write",
        async (tx) => {
          await addMember(tx, tenant, name);
          if (index % 7 === 0) throw new Error("an error of the product");
          if (index % 11 === 0)
            await tx.execute(sql`select 1/0 where ${tenant.tenantId}::uuid is not null /* tenant_id */`);
          if (index % 40 === 0) await admin`select pg_terminate_backend(${await backendOf(tx, tenant)})`;
          const seen = await tx
            .selectDistinct({ tenantId: members.tenantId })
            .from(members)
            .where(within(tenant, members));
          expect(seen).toEqual([{ tenantId: tenant.tenantId }]);
        },
        few,
      ).then(
        () => written.get(tenant.tenantId)?.push(name),
        () => {},
      );
    });
    await Promise.all(work);
    for (const tenant of tenants) expect(await namesOf(tenant)).toEqual(written.get(tenant.tenantId)?.sort());
    expect([...written.values()].flat().length).toBeGreaterThan(100);
  });
});
