import postgres, { type Sql } from "postgres";
import { env } from "@/lib/env";
import type { TenantScope } from "../tenant";

/** The administrator's own eyes on a tenant's place: past every policy, with the tenant's schema in the search path. The test ends it. */
export function adminOf({ placement }: TenantScope, max = 1): Sql {
  const url = new URL(env.ADMIN_DATABASE_URL ?? "");
  if (placement.databaseName) url.pathname = `/${placement.databaseName}`;
  const connection = { search_path: `${placement.schemaName}, app` };
  return postgres(url.href, { max, onnotice: () => {}, connection });
}
