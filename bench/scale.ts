import { signIn } from "@/db/factories";
import { closedDeals, dealStages, idleDeals, leaders } from "@/lib/dashboard/queries";
import { listDeals } from "@/lib/deals/queries";
import { dealList } from "@/lib/deals/schema";
import { together } from "@/lib/kernel";
import { parseListState } from "@/lib/lists/state";
import type { ProvisionedTenant } from "@/lib/tenancy/provision";
import { fill } from "./data";
import { inTurn, taking } from "./measure";
import type { Ratio } from "./report";

type Latency = { list: number; dashboard: number };

/** (d) A tenant's list and dashboard with 10 tenants and 10,000 deals in the tables, and with 1,000 and 1,000,000. */
export async function scale(few: ProvisionedTenant[]): Promise<Ratio[]> {
  const before = await latency(few);
  await fill(990, 1000);
  const after = await latency(few);
  const ratio = (name: keyof Latency): Ratio => ({
    name: `${name} with 1,000,000 deals in the tables / with 10,000`,
    value: after[name] / before[name],
    target: { atMost: 1.3 },
    detail: `${after[name].toFixed(2)} ms / ${before[name].toFixed(2)} ms, median`,
  });
  return [ratio("list"), ratio("dashboard")];
}

async function latency(tenants: ProvisionedTenant[]): Promise<Latency> {
  const contexts = await Promise.all(
    tenants.map((tenant) => signIn(tenant, "viewer").then(({ ctx }) => ctx)),
  );
  const state = parseListState({}, dealList);
  const next = taking(contexts);
  return inTurn(3, 100, {
    list: () => listDeals(next(), state),
    dashboard: () => {
      const ctx = next();
      const frame = { year: null };
      return together(ctx, () =>
        Promise.all([closedDeals(ctx, {}), dealStages(ctx, {}), leaders(ctx, frame), idleDeals(ctx, {})]),
      );
    },
  });
}
