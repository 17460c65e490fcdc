import { eq } from "drizzle-orm";
import postgres from "postgres";
import { makeTenant } from "@/db/factories";
import { roles } from "@/db/schema/tenant";
import { withTenant } from "@/db/tenant";
import { within } from "@/db/within";
import { env } from "@/lib/env";
import { inTurn } from "./measure";
import type { Ratio } from "./report";

/** (b) What it costs to enter a tenant: one query, and five in one page, against the same queries sent raw. */
export async function entering(): Promise<Ratio[]> {
  const tenant = await makeTenant();
  const raw = postgres(env.MIGRATOR_DATABASE_URL ?? "", { max: 1, connection: { search_path: "shared" } });
  await raw`select set_config('app.tenant_id', ${tenant.tenantId}, false)`;
  const rawQuery = () =>
    raw`select id, name from roles where tenant_id = ${tenant.tenantId} and slug = 'owner'`;
  const fiveTimes = async (run: () => Promise<unknown>) => {
    for (let index = 0; index < 5; index += 1) await run();
  };
  const scoped = (times: number) =>
    withTenant(tenant, "read only", async (tx) => {
      for (let index = 0; index < times; index += 1) {
        await tx
          .select({ id: roles.id, name: roles.name })
          .from(roles)
          .where(within(tenant, roles, eq(roles.slug, "owner")));
      }
    });
  const ms = await inTurn(5, 400, {
    raw: () => rawQuery(),
    scoped: () => scoped(1),
    rawFive: () => fiveTimes(rawQuery),
    scopedFive: () => scoped(5),
  });
  await raw.end();
  return [
    {
      name: "one query in a tenant / the raw query",
      value: ms.scoped / ms.raw,
      target: { atMost: 2.5 },
      detail: `${ms.scoped.toFixed(2)} ms / ${ms.raw.toFixed(2)} ms`,
    },
    {
      name: "five queries in one page / five raw ones",
      value: ms.scopedFive / ms.rawFive,
      target: { atMost: 1.5 },
      detail: `${ms.scopedFive.toFixed(2)} ms / ${ms.rawFive.toFixed(2)} ms`,
    },
  ];
}
