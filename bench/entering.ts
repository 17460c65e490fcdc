import { desc, isNull } from "drizzle-orm";
import postgres from "postgres";
import { deals } from "@/db/schema/tenant";
import { withTenant } from "@/db/tenant";
import { within } from "@/db/within";
import type { ProvisionedTenant } from "@/lib/tenancy/provision";
import { inTurn } from "./measure";
import type { Ratio } from "./report";

/** (b) What it costs to enter a tenant: the newest deals, once and five times in one page, against the same query sent raw. */
export async function entering(adminUrl: string, tenant: ProvisionedTenant): Promise<Ratio[]> {
  const raw = postgres(adminUrl, { max: 1, connection: { search_path: "shared" } });
  const rawQuery = () => raw`
    select id, title, value_minor, currency, probability, stage_id, company_id, owner_id, actual_close_date, updated_at
      from deals where tenant_id = ${tenant.tenantId} and deleted_at is null order by created_at desc, id desc limit 20`;
  const fiveTimes = async (run: () => Promise<unknown>) => {
    for (let index = 0; index < 5; index += 1) await run();
  };
  const scoped = (times: number) =>
    withTenant(tenant, "read only", async (tx) => {
      const query = () =>
        tx
          .select({
            id: deals.id,
            title: deals.title,
            valueMinor: deals.valueMinor,
            currency: deals.currency,
            probability: deals.probability,
            stageId: deals.stageId,
            companyId: deals.companyId,
            ownerId: deals.ownerId,
            actualCloseDate: deals.actualCloseDate,
            updatedAt: deals.updatedAt,
          })
          .from(deals)
          .where(within(tenant, deals, isNull(deals.deletedAt)))
          .orderBy(desc(deals.createdAt), desc(deals.id))
          .limit(20);
      for (let index = 0; index < times; index += 1) await query();
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
