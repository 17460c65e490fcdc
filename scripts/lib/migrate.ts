import { migrateAll } from "@/db/migrate/run";
import { permissions } from "@/lib/rbac/permissions";
import type { Urls } from "./database";

/** Brings a database to this version of the product; answers how many migrations that took. */
export async function migrate(urls: Omit<Urls, "adminUrl"> & { adminUrl?: string }): Promise<number> {
  const { applied } = await migrateAll({ ...urls, catalogue: [...permissions] });
  return applied;
}
