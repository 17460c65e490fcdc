import { migrateAll } from "@/db/migrate/run";
import type { TenantOptions, TenantsOutcome } from "@/db/migrate/tenants";
import { permissions } from "@/lib/rbac/permissions";
import type { Urls } from "./database";
import { note } from "./steps";

type Logins = Omit<Urls, "adminUrl"> & { adminUrl?: string };

/**
 * Brings a database to this version of the product; answers how many migrations that took. Workspaces with a place of their own that
 * fail are told, and stop nothing: they are served as they are.
 */
export async function migrate(urls: Logins): Promise<number> {
  const { applied, tenants } = await migrateEverything(urls);
  for (const line of failuresOf(tenants)) note(line);
  if (tenants.failed.length > 0) {
    note("The others are served. When this is mended: `npm run tenantry -- db migrate`.");
  }
  return applied + tenants.done;
}

export const migrateEverything = (urls: Logins, options: TenantOptions = {}) =>
  migrateAll({ ...urls, ...options, catalogue: [...permissions] });

/** A sentence for each workspace that could not be brought to this version. */
export const failuresOf = ({ failed }: TenantsOutcome): string[] =>
  failed.map(({ name, slug, reason }) => `${name} (${slug}) is not migrated: ${reason.replace(/\.?$/, ".")}`);
