import { describe, expect, it } from "vitest";
import { makeCompany, makeDeal, signedIn } from "@/db/factories";
import { createCompany } from "@/lib/companies/commands";
import { listDeals } from "@/lib/deals/queries";
import { dealList } from "@/lib/deals/schema";
import { systemContext } from "@/lib/kernel";
import { parseListState } from "@/lib/lists/state";
import type { Pool } from "./client";
import { appPool, poolOf } from "./pools";

/** What a transaction would leave behind in its session, and a pooler that hands out sessions by the transaction would give to another. */
async function leftIn(pool: Pool) {
  const connection = await pool.acquire().promise;
  try {
    const [left] = await connection.sql`
      select (select coalesce(json_agg(name), '[]') from pg_settings where source = 'session') as settings,
             coalesce(current_setting('app.tenant_id', true), '') || coalesce(current_setting('app.tenant_schema', true), '') as tenant,
             current_user = session_user as own_role,
             (select count(*)::int from pg_locks where pid = pg_backend_pid() and locktype = 'advisory') as locks,
             (select count(*)::int from pg_cursors where name <> '') as cursors,
             (select count(*)::int from pg_prepared_statements where from_sql) as prepared_in_sql,
             (select count(*)::int from pg_listening_channels()) as channels,
             pg_my_temp_schema() = 0 as no_temporary_tables`;
    return left;
  } finally {
    pool.release(connection);
  }
}

const NOTHING = {
  settings: [],
  tenant: "",
  own_role: true,
  locks: 0,
  cursors: 0,
  prepared_in_sql: 0,
  channels: 0,
  no_temporary_tables: true,
};

describe("a session of the application", () => {
  it("keeps nothing of a transaction, so that a pooler may hand it to another", async () => {
    const { ctx, tenant } = await signedIn();
    const pools = [appPool(), poolOf(ctx.placement)];
    const expectNothing = async () => {
      for (const pool of pools) expect(await leftIn(pool)).toEqual(NOTHING);
    };
    await makeDeal(ctx);
    const parent = await makeCompany(ctx);
    await makeCompany(ctx, { parentCompanyId: parent.id });
    await expectNothing();
    await listDeals(ctx, { ...parseListState({}, dealList), q: "gtx" });
    await expectNothing();
    await expect(
      createCompany(ctx, { name: "Fjordlys", parentCompanyId: tenant.tenantId }),
    ).rejects.toThrow();
    await expectNothing();
    await makeDeal(await systemContext({ tenant: tenant.slug, reason: "test" }));
    await expectNothing();
  });

  it("would show what it keeps", async () => {
    const { ctx } = await signedIn();
    const pool = poolOf(ctx.placement);
    const connection = await pool.acquire().promise;
    await connection.sql.unsafe(
      `set search_path to shared; set app.tenant_id to '${ctx.tenantId}'; prepare p as select 1; listen here;
       select pg_advisory_lock(1); declare c cursor with hold for select 1`,
    );
    pool.release(connection);
    expect(await leftIn(pool)).toEqual({
      ...NOTHING,
      settings: ["search_path"],
      tenant: ctx.tenantId,
      locks: 1,
      cursors: 1,
      prepared_in_sql: 1,
      channels: 1,
    });
    pool.dropIdle();
  });
});
