import type { Sql } from "postgres";
import { readAppFunctions } from "./files";
import { transaction } from "./owner";
import { grantOnDatabase } from "./roles";

/**
 * Puts into a database what tenants need there whatever their schema: extensions, the functions of `app`, the list of residents.
 * Of two at once, the second waits.
 */
export async function prepareDatabase(sql: Sql): Promise<void> {
  await transaction(sql, () => putFunctions(sql));
}

/** The same for a tenant's own database, whose owner grants the way in; nothing when its functions are these already. */
export async function prepareOwnDatabase(sql: Sql): Promise<void> {
  const { hash } = await readAppFunctions();
  if ((await versionsIn(sql)).get("functions") === hash) return;
  await transaction(sql, async () => {
    await sql`select pg_advisory_xact_lock(hashtext('tenantry grants'))`;
    await grantOnDatabase(sql);
    await putFunctions(sql);
  });
}

async function putFunctions(sql: Sql): Promise<void> {
  const { text, hash } = await readAppFunctions();
  await sql`select pg_advisory_xact_lock(hashtext('tenantry functions'))`;
  await sql.unsafe(
    "create schema if not exists extensions; create extension if not exists btree_gin schema extensions",
  );
  await sql.unsafe("create schema if not exists app; grant usage on schema app to public");
  await sql.unsafe("grant create on schema app to tenantry_search");
  await sql.unsafe(text);
  await sql.unsafe("alter function app.search_ids(text, text, integer) owner to tenantry_search");
  await recordVersion(sql, "functions", hash);
}

/** What the functions of `app` were when they were put here (`functions`), and when each schema was secured by them. */
export async function versionsIn(sql: Sql): Promise<Map<string, string>> {
  const [there] = await sql`select from (select 1) one where to_regclass('app.versions') is not null`;
  if (!there) return new Map();
  const rows = await sql<{ name: string; hash: string }[]>`select name, hash from app.versions`;
  return new Map(rows.map(({ name, hash }) => [name, hash]));
}

export async function recordVersion(sql: Sql, name: string, hash: string): Promise<void> {
  await sql`insert into app.versions (name, hash) values (${name}, ${hash})
    on conflict (name) do update set hash = excluded.hash, changed_at = now()`;
}
