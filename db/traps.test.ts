import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ProvisionedTenant } from "@/lib/tenancy/provision";
import { createPool, type Pool } from "./client";
import { makeTenant } from "./factories";
import { urlOf } from "./placement";
import { companies, members } from "./schema/tenant";
import { type TenantTx, withTenant } from "./tenant";
import { addMember, namesOf } from "./traps.fixture";
import { within } from "./within";

/** Traps 2 to 5 of multi-tenancy on PostgreSQL, postgres.js and Drizzle, each reproduced and then shown to be closed. The first: lost-connection.test.ts. */

let acme: ProvisionedTenant;
let globex: ProvisionedTenant;

/** One connection for each database: tenants of the same one share it. */
const ones = new Map<string, Pool>();

function one({ placement }: ProvisionedTenant): Pool {
  const url = urlOf(placement, "app");
  const pool = ones.get(url) ?? createPool(url, 1);
  ones.set(url, pool);
  return pool;
}

beforeAll(async () => {
  [acme, globex] = await Promise.all([makeTenant(), makeTenant()]);
});

afterAll(async () => {
  await Promise.all([...ones.values()].map((pool) => pool.destroy()));
});

describe("trap 2: a handle kept after the commit", () => {
  it("is refused, whoever has the connection now", async () => {
    let kept: TenantTx | undefined;
    await withTenant(
      acme,
      "read write",
      async (tx) => {
        kept = tx;
      },
      one(acme),
    );
    await withTenant(
      globex,
      "read write",
      async () => {
        await expect(
          kept?.select({ id: members.id }).from(members).where(within(acme, members)),
        ).rejects.toMatchObject({ message: expect.stringMatching(/transaction is over/) });
      },
      one(globex),
    );
  });
});

describe("trap 3: nesting", () => {
  it("refuses another tenant inside a tenant's transaction", async () => {
    await expect(
      withTenant(acme, "read only", () => withTenant(globex, "read only", async () => "inside both")),
    ).rejects.toThrow(/transaction of another tenant is open/);
  });

  it("joins the transaction of the same tenant, and undoes both together", async () => {
    const mark = `nested ${Math.random()}`;
    await expect(
      withTenant(acme, "read write", async () => {
        await withTenant(acme, "read write", (tx) => addMember(tx, acme, mark));
        throw new Error("undo");
      }),
    ).rejects.toThrow("undo");
    expect(await namesOf(acme)).not.toContain(mark);
  });

  it("refuses a write inside a read-only transaction", async () => {
    await expect(
      withTenant(acme, "read only", () =>
        withTenant(acme, "read write", (tx) => addMember(tx, acme, "never")),
      ),
    ).rejects.toThrow(/read-only/);
    await expect(withTenant(acme, "read only", (tx) => addMember(tx, acme, "never"))).rejects.toMatchObject({
      code: "25006",
    });
  });
});

describe("trap 4: Drizzle drops a condition that is undefined", () => {
  it("is there, and the statement is refused before it is sent", async () => {
    const before = await namesOf(acme);
    await withTenant(acme, "read write", async (tx) => {
      expect(tx.delete(members).where(undefined).toSQL().sql).toBe('delete from "members"');
      await expect(tx.delete(members).where(undefined)).rejects.toMatchObject({
        message: expect.stringMatching(/tenant's predicate/),
      });
    });
    expect(await namesOf(acme)).toEqual(before);
  });

  it("within() keeps the tenant whatever the conditions are", async () => {
    const query = await withTenant(acme, "read only", async (tx) =>
      tx
        .select({ id: members.id })
        .from(members)
        .where(within(acme, members, undefined, undefined))
        .toSQL(),
    );
    expect(query.params).toEqual([acme.tenantId]);
  });

  it("a raw statement that names only another tenant finds nothing, by row-level security alone", async () => {
    await makeCompanyRow(globex, "Globex secret");
    const rows = await withTenant(acme, "read only", (tx) =>
      tx.execute(
        sql`select name from companies where (tenant_id = ${globex.tenantId} or tenant_id = ${acme.tenantId}) and name = 'Globex secret'`,
      ),
    );
    expect([...rows]).toEqual([]);
  });
});

describe("trap 5: foreign keys bypass row-level security", () => {
  it("is there: PostgreSQL would check a plain key past the policies, so every key carries the tenant", async () => {
    const foreign = await makeCompanyRow(globex, "Globex");
    const adopt = withTenant(acme, "read write", (tx) =>
      tx
        .insert(companies)
        .values({ tenantId: acme.tenantId, name: "Cuckoo", nameKey: "cuckoo", parentCompanyId: foreign }),
    );
    await expect(adopt).rejects.toMatchObject({ code: "23503" });
  });

  it("rows cannot be written for another tenant, nor moved to one", async () => {
    const insert = withTenant(acme, "read write", (tx) =>
      tx.execute(
        sql`insert into members (tenant_id, id, display_name) select ${globex.tenantId}::uuid, gen_random_uuid(), 'Spy' where ${acme.tenantId} <> ''`,
      ),
    );
    await expect(insert).rejects.toMatchObject({ code: "42501" });
    await withTenant(acme, "read write", (tx) => addMember(tx, acme, "Moved"));
    const move = withTenant(acme, "read write", (tx) =>
      tx.update(members).set({ tenantId: globex.tenantId }).where(within(acme, members)),
    );
    await expect(move).rejects.toMatchObject({ code: expect.stringMatching(/42501|23503/) });
  });
});

async function makeCompanyRow(tenant: ProvisionedTenant, name: string): Promise<string> {
  const [row] = await withTenant(tenant, "read write", (tx) =>
    tx
      .insert(companies)
      .values({ tenantId: tenant.tenantId, name, nameKey: name.toLowerCase() })
      .returning({ id: companies.id }),
  );
  return row?.id ?? "";
}
