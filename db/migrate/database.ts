import type { Sql } from "postgres";
import { readAppFunctions } from "./files";

/** Puts into a database what tenants need there whatever their schema: extensions, the functions of `app`, the list of residents. */
export async function prepareDatabase(sql: Sql): Promise<void> {
  await sql.unsafe(
    "create schema if not exists extensions; create extension if not exists btree_gin schema extensions",
  );
  await sql.unsafe("create schema if not exists app; grant usage on schema app to public");
  await sql.unsafe("grant create on schema app to tenantry_search");
  await sql.unsafe(await readAppFunctions());
  await sql.unsafe("alter function app.search_ids(text, text, integer) owner to tenantry_search");
}
