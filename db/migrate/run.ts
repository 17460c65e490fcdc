import postgres, { type Sql } from "postgres";
import { prepareDatabase } from "./database";
import { readMigrations } from "./files";
import { ensureRoles } from "./roles";
import { migrateSchema, migrateTenantSchema } from "./schema";

export type CatalogueEntry = { name: string; resource: string; action: string; description: string };

export type MigrateOptions = {
  /** Able to create roles. Without it the roles must exist. */
  adminUrl?: string;
  migratorUrl: string;
  appUrl: string;
  /** The catalogue of permissions, written to `control.permissions`. */
  catalogue: CatalogueEntry[];
  log?: (line: string) => void;
};

/**
 * Brings the control plane and the schema `shared` to this version: roles, functions, tables, policies, partitions.
 * Two runners at once are safe (an advisory lock), and a run that was killed is finished by the next one.
 * @throws when a migration that was applied has been edited since.
 */
export async function migrateAll(options: MigrateOptions): Promise<{ applied: number }> {
  if (options.adminUrl) await ensureRoles({ ...options, adminUrl: options.adminUrl });
  const sql = postgres(options.migratorUrl, { max: 1, onnotice: () => {} });
  try {
    await sql`select pg_advisory_lock(hashtext('tenantry migrations'))`;
    await prepareDatabase(sql);
    const applied =
      (await migrateSchema(sql, "control", await readMigrations("control"), options.log)) +
      (await migrateTenantSchema(sql, "shared", await readMigrations("tenant"), options.log));
    await sql`select app.ensure_partitions('control', 'platform_audit_logs')`;
    await secureControl(sql);
    await settleResidents(sql);
    await fillCatalogue(sql, options.catalogue);
    return { applied };
  } finally {
    await sql.end();
  }
}

/** Tenants from before there was a list of residents. */
async function settleResidents(sql: Sql): Promise<void> {
  await sql`insert into app.residents (tenant_id, schema_name, epoch)
    select tenant_id, schema_name, epoch from control.placements where isolation_level = 'shared' on conflict do nothing`;
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
  await sql.begin(async (tx) => {
    await tx`insert into control.permissions ${tx(catalogue, "name", "resource", "action", "description")}
      on conflict (name) do update set description = excluded.description`;
    await tx`delete from control.permissions where name <> all(${catalogue.map((entry) => entry.name)})`;
  });
}
