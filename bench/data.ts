import type { Sql, TransactionSql } from "postgres";
import { adminOf, makeTenant } from "@/db/factories";
import type { IsolationLevel } from "@/db/placement";
import type { ProvisionedTenant } from "@/lib/tenancy/provision";

/** Makes `count` workspaces with `dealsEach` deals each, and the companies, products and people that these name. */
export async function fill(
  count: number,
  dealsEach: number,
  isolationLevel: IsolationLevel = "shared",
): Promise<ProvisionedTenant[]> {
  const tenants: ProvisionedTenant[] = [];
  for (let index = 0; index < count; index += 1) tenants.push(await makeTenant({ isolationLevel }));
  const places = isolationLevel === "shared" ? [tenants] : tenants.map((tenant) => [tenant]);
  for (const inside of places) await fillPlace(inside, dealsEach);
  return tenants;
}

/** Fills the tenants of one place. */
async function fillPlace(tenants: ProvisionedTenant[], dealsEach: number): Promise<void> {
  const [first] = tenants;
  if (!first) return;
  const sql = adminOf(first);
  const ids = tenants.map((tenant) => tenant.tenantId);
  await insertNamed(sql, ids);
  // In portions: one statement of a million rows would hold them all at once.
  for (let from = 0; from < ids.length; from += 50)
    await insertDeals(sql, ids.slice(from, from + 50), dealsEach);
  await sql`analyze deals, companies, members, products, pipeline_stages`;
  await sql.end();
}

/** Very many deals for one workspace, with the indexes made afterwards: row by row they take most of the time. */
export async function fillAtOnce(tenant: ProvisionedTenant, deals: number): Promise<void> {
  const sql = adminOf(tenant);
  await sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`set local maintenance_work_mem = '256MB'`;
    const indexes = await tx<{ name: string; definition: string }[]>`
      select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition
        from pg_index where indrelid = 'deals'::regclass and not indisprimary`;
    for (const { name } of indexes) await tx.unsafe(`drop index ${name}`);
    await insertNamed(tx, [tenant.tenantId]);
    await insertDeals(tx, [tenant.tenantId], deals);
    for (const { definition } of indexes) await tx.unsafe(definition);
  });
  await sql`vacuum analyze deals`;
  await sql`analyze companies, members, products, pipeline_stages`;
  await sql.end();
}

/** The people, products and companies that deals name. */
async function insertNamed(sql: Sql | TransactionSql, ids: string[]): Promise<void> {
  await sql`insert into members (tenant_id, id, display_name)
    select t, uuidv7(), 'Agent ' || n from unnest(${ids}::uuid[]) t, generate_series(1, 10) n`;
  await sql`insert into products (tenant_id, id, name, name_key, currency, unit_price_minor)
    select t, uuidv7(), 'GTX ' || n, 'gtx ' || n, 'USD', n * 1000 from unnest(${ids}::uuid[]) t, generate_series(1, 7) n`;
  await sql`insert into companies (tenant_id, id, name, name_key)
    select t, uuidv7(), 'Account ' || n, 'account ' || n from unnest(${ids}::uuid[]) t, generate_series(1, 85) n`;
}

async function insertDeals(sql: Sql | TransactionSql, ids: string[], dealsEach: number): Promise<void> {
  await sql`
    with t as (
      select t as tenant_id,
             (select array_agg(id order by position) from pipeline_stages s where s.tenant_id = t) as stages,
             (select array_agg(id order by display_name) from members m where m.tenant_id = t) as people,
             (select array_agg(id order by name_key) from products p where p.tenant_id = t) as goods,
             (select array_agg(id order by name_key) from companies c where c.tenant_id = t) as accounts
        from unnest(${ids}::uuid[]) t
    )
    insert into deals (tenant_id, id, title, title_key, value_minor, currency, probability, stage_id, company_id, owner_id,
                       product_id, start_date, actual_close_date, created_at, updated_at)
    select tenant_id, uuidv7(), 'Deal ' || n, 'deal ' || n, (n::bigint * 7919 % 5000) * 100, 'USD', 50,
           stages[1 + n % cardinality(stages)], accounts[1 + n % 85], people[1 + n % 10], goods[1 + n % 7],
           date '2017-01-01' + n % 365, case when n % 3 > 0 then date '2017-03-01' + n % 300 end,
           timestamptz '2017-01-01' + n * interval '1 minute', timestamptz '2017-06-01' + n * interval '1 minute'
      from t, generate_series(1, ${dealsEach}::int) n`;
}
