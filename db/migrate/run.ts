import type { Sql } from "postgres";
import { beAlone } from "./alone";
import { prepareDatabase } from "./database";
import { type Migration, readMigrations } from "./files";
import { OwnerConnection, transaction } from "./owner";
import { PATIENCE, patiently } from "./patience";
import { ensureRoles } from "./roles";
import { migrateSchema, migrateTenantSchema } from "./schema";
import type { TenantOptions, TenantsOutcome } from "./tenants";

export type CatalogueEntry = { name: string; resource: string; action: string; description: string };

export type MigrateOptions = TenantOptions & {
  /** Able to create roles. Without it the roles must exist. */
  adminUrl?: string;
  migratorUrl: string;
  appUrl: string;
  /** The catalogue of permissions, written to `control.permissions`. */
  catalogue: CatalogueEntry[];
  /** Those of this version, unless given. */
  migrations?: { control: Migration[]; tenant: Migration[] };
};

/**
 * Brings everything to this version: first the control plane and the schema `shared` (roles, functions, tables, policies, partitions),
 * then, in waves, each tenant that has a schema or a database of its own. Two runners at once are safe (an advisory lock), and
 * a run that was killed is finished by the next one.
 * @throws when the control plane or `shared` fails. A tenant that fails is in the answer.
 */
export async function migrateAll(
  options: MigrateOptions,
): Promise<{ applied: number; tenants: TenantsOutcome }> {
  if (options.adminUrl) await ensureRoles({ ...options, adminUrl: options.adminUrl });
  const migrations = options.migrations ?? {
    control: await readMigrations("control"),
    tenant: await readMigrations("tenant"),
  };
  const runner = new OwnerConnection(options.migratorUrl);
  return runner.use(async (sql) => {
    await beAlone(sql, null, Number.POSITIVE_INFINITY);
    const applied = await migrateCommon(sql, migrations, options);
    return { applied, tenants: await migratePlaces(runner, migrations.tenant, options) };
  });
}

async function migrateCommon(
  sql: Sql,
  migrations: { control: Migration[]; tenant: Migration[] },
  { log, catalogue, patience = PATIENCE }: MigrateOptions,
): Promise<number> {
  let applied = 0;
  await patiently(sql, patience, async () => {
    await prepareDatabase(sql);
    applied += await migrateSchema(sql, "control", migrations.control, log);
    applied += await migrateTenantSchema(sql, "shared", migrations.tenant, log);
    await sql`select app.ensure_partitions('control', 'platform_audit_logs')`;
    await secureControl(sql);
  });
  await settleShared(sql, migrations.tenant.at(-1)?.version ?? null);
  await fillCatalogue(sql, catalogue);
  return applied;
}

/** The module reads the settings, which are not known yet when a new installation is made: it has no such tenant. */
async function migratePlaces(
  runner: OwnerConnection,
  migrations: Migration[],
  options: TenantOptions,
): Promise<TenantsOutcome> {
  const [some] = await runner.sql`
    select from control.placements where isolation_level <> 'shared' and state = 'ready' limit 1`;
  if (!some) return { done: 0, untouched: 0, failed: [] };
  const { migrateTenants } = await import("./tenants");
  return migrateTenants(runner, migrations, options);
}

/** Tenants at `shared`: those from before there was a list of residents, and the version of all. */
async function settleShared(sql: Sql, version: string | null): Promise<void> {
  await sql`insert into app.residents (tenant_id, schema_name, epoch)
    select tenant_id, schema_name, epoch from control.placements where isolation_level = 'shared' on conflict do nothing`;
  await sql`update control.placements set schema_version = ${version}
    where isolation_level = 'shared' and schema_version is distinct from ${version}`;
}

async function secureControl(sql: Sql): Promise<void> {
  // Partitions get no grants of their own: rows are reached through the parent alone.
  await sql.unsafe(`
    grant usage on schema control to tenantry_app, tenantry_backup;
    do $$ declare t text; begin
      for t in select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where n.nspname = 'control' and c.relkind in ('r', 'p') and not c.relispartition
      loop
        execute format('grant select, insert, update, delete on control.%I to tenantry_app', t);
        execute format('grant select on control.%I to tenantry_backup', t);
      end loop;
    end $$;
    select app.secure_control();
    revoke insert, update, delete on control.permissions, control.schema_migrations from tenantry_app;
    revoke update, delete on control.platform_audit_logs from tenantry_app;
    revoke delete on control.platform_audit_heads, control.audit_anchors from tenantry_app`);
}

async function fillCatalogue(sql: Sql, catalogue: CatalogueEntry[]): Promise<void> {
  await transaction(sql, async () => {
    await sql`insert into control.permissions ${sql(catalogue, "name", "resource", "action", "description")}
      on conflict (name) do update set description = excluded.description`;
    await sql`delete from control.permissions where name <> all(${catalogue.map((entry) => entry.name)})`;
  });
}
