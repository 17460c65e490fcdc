import { randomBytes } from "node:crypto";
import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { env } from "@/lib/env";

/**
 * What Citus refuses to distribute by `tenant_id`, beside what `db:check` finds in the catalogue already (keys that do not begin with it).
 * From its documentation and issues, see docs/scaling.md: there is no Citus here to ask. Each query names the table and what is wrong.
 */
const RULES = [
  `select t.name, 'trigger ' || g.tgname from t join pg_trigger g on g.tgrelid = t.oid where not g.tgisinternal`,
  `select t.name, 'rule ' || r.rulename from t join pg_rewrite r on r.ev_class = t.oid where t.relkind in ('r', 'p')`,
  `select t.name, 'view' from t where t.relkind in ('v', 'm')`,
  `select t.name, 'foreign key ' || k.conname || ' sets null or a default' from t join pg_constraint k on k.conrelid = t.oid
    where k.contype = 'f' and (k.confdeltype in ('n', 'd') or k.confupdtype in ('n', 'd'))`,
  `select t.name, 'foreign key ' || k.conname || ' leaves the schema' from t join pg_constraint k on k.conrelid = t.oid
    where k.contype = 'f' and k.confrelid not in (select oid from t)`,
  `select t.name, 'foreign key ' || k.conname || ' has tenant_id in another place' from t join pg_constraint k on k.conrelid = t.oid
     join pg_attribute a on a.attrelid = k.conrelid and a.attname = 'tenant_id' join pg_attribute b on b.attrelid = k.confrelid and b.attname = 'tenant_id'
    where k.contype = 'f' and array_position(k.conkey, a.attnum) is distinct from array_position(k.confkey, b.attnum)`,
  `select t.name, 'policy ' || p.polname || ' asks a table' from t join pg_policy p on p.polrelid = t.oid
    where concat(p.polqual, p.polwithcheck) like '%{SUBLINK %'`,
  `select t.name, 'tenant_id is not a uuid that is never null' from t join pg_attribute a on a.attrelid = t.oid and a.attname = 'tenant_id'
    where a.atttypid <> 'uuid'::regtype or not a.attnotnull`,
  `select t.name, 'numbers by a sequence' from t join pg_attribute a on a.attrelid = t.oid
    where a.attidentity <> '' or exists (select from pg_attrdef d where d.adrelid = t.oid and d.adnum = a.attnum and pg_get_expr(d.adbin, t.oid) like 'nextval(%')`,
  `select t.name, 'partitions of partitions' from t join pg_class c on c.oid = t.oid where t.relkind = 'p' and c.relispartition`,
  `select t.name, 'exclusion ' || k.conname from t join pg_constraint k on k.conrelid = t.oid where k.contype = 'x'`,
];

async function refusals(sql: Sql, schema: string): Promise<string[]> {
  const found: string[] = [];
  for (const rule of RULES) {
    const rows = await sql.unsafe<{ name: string; what: string }[]>(
      `with t as (select c.oid, c.relname as name, c.relkind from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = $1 and c.relkind in ('r', 'p', 'v', 'm'))
       select name, what from (${rule}) found(name, what)`,
      [schema],
    );
    found.push(...rows.map(({ name, what }) => `${name}: ${what}`));
  }
  return found.sort();
}

const schema = `careless_${randomBytes(4).toString("hex")}`;
let sql: Sql;

beforeAll(async () => {
  sql = postgres(env.ADMIN_DATABASE_URL ?? "", { max: 1, onnotice: () => {} });
  await sql.unsafe(`
    create schema ${schema};
    set search_path to ${schema};
    create table parents (tenant_id uuid not null, id uuid, primary key (tenant_id, id), unique (id, tenant_id));
    create table children (tenant_id uuid, id serial, parent_id uuid,
      constraint nulls foreign key (tenant_id, parent_id) references parents on delete set null,
      constraint swapped foreign key (tenant_id, parent_id) references parents (id, tenant_id),
      exclude (parent_id with =));
    create table strangers (tenant_id uuid not null, user_id uuid references control.users);
    create table months (tenant_id uuid not null, at date) partition by range (at);
    create table march partition of months for values from ('2026-03-01') to ('2026-04-01') partition by hash (tenant_id);
    create policy curious on parents using (tenant_id in (select tenant_id from ${schema}.strangers));
    create view all_parents with (security_invoker = true) as select id from parents;
    create rule nothing as on delete to parents do instead nothing;
    create function touch() returns trigger language plpgsql set search_path = pg_catalog as 'begin return new; end';
    create trigger touched before update on parents for each row execute function touch()`);
});

afterAll(async () => {
  await sql.unsafe(`drop schema ${schema} cascade`);
  await sql.end();
});

describe("the tables of tenants", () => {
  it("hold nothing that Citus does not distribute", async () => {
    expect(await refusals(sql, "shared")).toEqual([]);
  });

  it("would be found, if they did", async () => {
    expect(await refusals(sql, schema)).toEqual([
      "all_parents: view",
      "children: exclusion children_parent_id_excl",
      "children: foreign key nulls sets null or a default",
      "children: foreign key swapped has tenant_id in another place",
      "children: numbers by a sequence",
      "children: tenant_id is not a uuid that is never null",
      "march: partitions of partitions",
      "parents: policy curious asks a table",
      "parents: rule nothing",
      "parents: trigger touched",
      "strangers: foreign key strangers_user_id_fkey leaves the schema",
    ]);
  });
});
