import { type SQL, sql } from "drizzle-orm";
import type { Connection } from "@/db/client";
import type { Placement } from "@/db/placement";
import { poolOf } from "@/db/pools";
import type { TenantScope, TenantTx } from "@/db/tenant";

/** Who and where a connection is. */
export type Standing = { role: string; login: string; tenant: string | null; path: string; policies: string };

const standing = `select current_user::text as role, session_user::text as login, nullif(current_setting('app.tenant_id', true), '') as tenant,
  current_setting('search_path') as path, current_setting('row_security') as policies`;

/** As a transaction inside a tenant stands now; null when one of its statements failed, after which it answers nothing. */
export async function standingOf(tx: TenantTx, { tenantId }: TenantScope): Promise<Standing | null> {
  const here: SQL = sql`where ${tenantId}::uuid is not null /* tenant_id */`;
  try {
    const [row] = await tx.execute<Standing>(sql`${sql.raw(standing)} ${here}`);
    return row ?? null;
  } catch (error) {
    if ((error as { code?: string }).code === "25P02") return null;
    throw error;
  }
}

/** As it stands inside a tenant, and nowhere else. */
export const insideOf = ({ tenantId, placement }: TenantScope): Standing => ({
  role: "tenantry_app",
  login: "tenantry_app",
  tenant: tenantId,
  path: `${placement.schemaName}, pg_temp`,
  policies: "on",
});

/** As every connection stands while nobody uses it. */
export const idle: Standing = {
  role: "tenantry_app",
  login: "tenantry_app",
  tenant: null,
  path: '"$user", public',
  policies: "on",
};

/** How the connections stand that the pool of a placement keeps for the next request. */
export async function idleStandings(placement: Placement): Promise<Standing[]> {
  const pool = poolOf(placement);
  const held: Connection[] = [];
  while (pool.numFree() > 0) held.push(await pool.acquire().promise);
  try {
    return await Promise.all(
      held.map(async ({ sql: ask }) => {
        const [row] = await ask.unsafe<Standing[]>(standing);
        return { ...(row as Standing) };
      }),
    );
  } finally {
    for (const connection of held) pool.release(connection);
  }
}
