import type { Sql } from "postgres";
import { type Finding, finding } from "./catalog";

type Table = {
  name: string;
  enabled: boolean;
  forced: boolean;
  key_first: string | null;
  restrictive: boolean;
  owner: string;
};

/** Every table with a `tenant_id`: it leads the primary and the unique keys, row-level security is forced, the policy checks. */
export async function checkTenantTables(sql: Sql, schema: string): Promise<Finding[]> {
  const tables = await sql<Table[]>`
    select c.relname as name, c.relrowsecurity as enabled, c.relforcerowsecurity as forced, pg_get_userbyid(c.relowner) as owner,
           (select a.attname from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
             where i.indrelid = c.oid and i.indisprimary) as key_first,
           exists (select from pg_policy p where p.polrelid = c.oid and not p.polpermissive and p.polcmd = '*'
                    and pg_get_expr(p.polqual, c.oid) like '%app.tenant_id%' and pg_get_expr(p.polwithcheck, c.oid) like '%app.tenant_id%'
                    and (select oid from pg_roles where rolname = 'tenantry_app') = any (p.polroles)) as restrictive
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = ${schema} and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> 'schema_migrations'`;
  const keys = await sql<{ table: string; name: string }[]>`
    select r.relname as table, c.relname as name
      from pg_index i join pg_class c on c.oid = i.indexrelid join pg_class r on r.oid = i.indrelid join pg_namespace n on n.oid = r.relnamespace
     where n.nspname = ${schema} and i.indisunique and r.relname <> 'schema_migrations'
       and not exists (select from pg_attribute a where a.attrelid = r.oid and a.attnum = i.indkey[0] and a.attname = 'tenant_id')`;
  const grants = await sql<{ table: string }[]>`
    select c.relname as table from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = ${schema} and c.relispartition and has_table_privilege('tenantry_app', c.oid, 'select, insert, update, delete')`;
  const say = (check: string, table: string, what: string): Finding => {
    const where = `${schema}.${table}`;
    return { check, where, message: `${where}: ${what}` };
  };
  return [
    ...tables.flatMap(({ name, enabled, forced, key_first, restrictive, owner }) => [
      ...(key_first === "tenant_id"
        ? []
        : [say("tenant key", name, "tenant_id does not lead the primary key.")]),
      ...(enabled && forced
        ? []
        : [say("row-level security", name, "row-level security is not enabled and forced.")]),
      ...(restrictive
        ? []
        : [say("row-level security", name, "the restrictive tenant policy with a check is missing.")]),
      ...(owner === "tenantry_app"
        ? [say("roles", name, "the application's role owns the table, and could lift its policies.")]
        : []),
    ]),
    ...keys.map(({ table, name }) =>
      say(
        "tenant key",
        table,
        `the unique key ${name} does not begin with tenant_id, so one tenant could learn what another has.`,
      ),
    ),
    ...grants.map(({ table }) =>
      say("grants", table, "the application's role reaches the partition past the policies of its parent."),
    ),
  ];
}

/** Tables of the control plane with rows of tenants: inside of one, the policy shows that tenant's alone. */
export async function checkControlTables(sql: Sql): Promise<Finding[]> {
  const tables = await sql<{ name: string }[]>`
    select c.relname as name
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
     where n.nspname = 'control' and c.relkind in ('r', 'p') and not c.relispartition
       and not (c.relrowsecurity and c.relforcerowsecurity and exists (
         select from pg_policy p where p.polrelid = c.oid and not p.polpermissive and p.polcmd = '*'
            and pg_get_expr(p.polqual, c.oid) like '%app.tenant_id%' and pg_get_expr(p.polwithcheck, c.oid) like '%app.tenant_id%'
            and (select oid from pg_roles where rolname = 'tenantry_app') = any (p.polroles)))`;
  return tables.map(({ name }) =>
    finding(
      "row-level security",
      `control.${name}`,
      "row-level security with a restrictive tenant policy is not forced.",
    ),
  );
}

/** The audit logs are append-only for the application's role, and their heads move on, but never go away. */
export async function checkAuditGrants(sql: Sql, schema: string): Promise<Finding[]> {
  const tables = await sql<{ name: string }[]>`
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = ${schema} and (
       c.relname in ('audit_logs', 'platform_audit_logs') and has_table_privilege('tenantry_app', c.oid, 'update, delete, truncate')
       or c.relname in ('audit_heads', 'platform_audit_heads', 'audit_anchors') and has_table_privilege('tenantry_app', c.oid, 'delete, truncate'))`;
  return tables.map(({ name }) => {
    const where = `${schema}.${name}`;
    return { check: "grants", where, message: `${where}: the application's role can change the audit log.` };
  });
}

/** The application's role can bypass nothing; functions and views do what they say for whoever calls them. */
export async function checkRolesAndCode(sql: Sql): Promise<Finding[]> {
  const roles = await sql<{ name: string }[]>`
    select rolname as name from pg_roles r
     where rolname in ('tenantry_app', 'tenantry_readonly')
       and (rolsuper or rolbypassrls or rolcreaterole or exists (select from pg_auth_members m where m.member = r.oid))`;
  const [app] = await sql`select from pg_roles where rolname = 'tenantry_app'`;
  // app.enter sets the search_path for its caller; a pinned one would be put back when it returns.
  const functions = await sql<{ name: string }[]>`
    select n.nspname || '.' || p.proname as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
     where (n.nspname in ('app', 'control', 'shared') or n.nspname like 'tenant\_%') and n.nspname || '.' || p.proname <> 'app.enter'
       and not exists (select from unnest(p.proconfig) setting where setting like 'search_path=%')`;
  const views = await sql<{ name: string }[]>`
    select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'v' and (n.nspname in ('app', 'control', 'shared') or n.nspname like 'tenant\_%')
       and not coalesce(c.reloptions @> array['security_invoker=true'], false)`;
  const [temporary] =
    await sql`select from (select 1) one where has_database_privilege('tenantry_app', current_database(), 'temporary')`;
  const say = (check: string, where: string, what: string): Finding => ({
    check,
    where,
    message: `${where}: ${what}`,
  });
  return [
    ...(app ? [] : [say("roles", "tenantry_app", "the role is missing. Run the migrations.")]),
    ...roles.map(({ name }) =>
      say(
        "roles",
        name,
        "the role is a superuser, bypasses row-level security, creates roles, or belongs to another role.",
      ),
    ),
    ...functions.map(({ name }) => say("functions", name, "the function does not pin its search_path.")),
    ...views.map(({ name }) =>
      say("views", name, "the view is not security_invoker, so it reads with its owner's eyes."),
    ),
    ...(temporary
      ? [say("grants", "tenantry_app", "the application's role can create temporary tables.")]
      : []),
  ];
}
