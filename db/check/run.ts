import postgres from "postgres";
import { checkForeignKeys, checkMoments, checkOrphans, checkPresence, type Finding } from "./catalog";
import { controlTables, tenantTables } from "./expected";
import { checkAuditGrants, checkRolesAndCode, checkTenantTables } from "./isolation";

export type { Finding } from "./catalog";

/**
 * Asks the database itself, for the control plane and the schema of every placement, whether it is as the product needs it.
 * `url` must belong to the owner of the tables or to an administrator.
 */
export async function checkDatabase(url: string): Promise<Finding[]> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    const schemas = await sql<{ name: string }[]>`
      select nspname as name from pg_namespace where nspname = 'shared' or nspname ~ '^tenant_[0-9a-f]{32}$' order by nspname`;
    const findings = [
      ...(await checkRolesAndCode(sql)),
      ...(await checkPresence(sql, "control", controlTables)),
      ...(await checkForeignKeys(sql, "control", false)),
      ...(await checkOrphans(sql, "control")),
      ...(await checkMoments(sql, "control")),
      ...(await checkAuditGrants(sql, "control")),
    ];
    for (const { name } of schemas.length > 0 ? schemas : [{ name: "shared" }]) {
      findings.push(
        ...(await checkPresence(sql, name, tenantTables)),
        ...(await checkForeignKeys(sql, name, true)),
        ...(await checkOrphans(sql, name)),
        ...(await checkMoments(sql, name)),
        ...(await checkTenantTables(sql, name)),
        ...(await checkAuditGrants(sql, name)),
      );
    }
    return findings;
  } finally {
    await sql.end();
  }
}
