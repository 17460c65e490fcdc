import { mainDatabase, type Placement } from "../placement";
import { ownerOf } from "./place";

/**
 * What is wrong with a database that was chosen for a new tenant, in words, or null: it is free when it is not there yet, or empty.
 * A tenant's database is dropped with the tenant, so it must hold nothing else.
 */
export async function databaseProblem(placement: Placement): Promise<string | null> {
  const name = placement.databaseName;
  const isMain = !placement.host && !placement.port && name === mainDatabase();
  if (isMain || name === "postgres" || name?.startsWith("template")) {
    return `The database ${name} is the server's or the installation's own. Choose another name.`;
  }
  const sql = ownerOf(placement);
  try {
    const [found] = await sql`
      select from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname !~ '^(pg_|information_schema$)' limit 1`;
    return found ? `The database ${name} is there already and is not empty. Choose another name.` : null;
  } catch (error) {
    // Not there yet: it will be created.
    if ((error as { code?: string }).code === "3D000") return null;
    const reason = (error as Error).message || (error as { code?: string }).code;
    return `The server of the database ${name} cannot be used (${reason}): check host, port and secret.`;
  } finally {
    await sql.end({ timeout: 0 });
  }
}
