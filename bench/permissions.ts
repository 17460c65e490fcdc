import { adminOf, makeTeam, makeTenant, memberWith, type Signed } from "@/db/factories";
import type { GivenRule } from "@/db/factories/access";
import { listDeals } from "@/lib/deals/queries";
import { dealList } from "@/lib/deals/schema";
import { together } from "@/lib/kernel";
import { contextOf } from "@/lib/kernel/context";
import { parseListState } from "@/lib/lists/state";
import { fillAtOnce } from "./data";
import { decidingInMemory } from "./deciding";
import { loading } from "./loading";
import { inTurn } from "./measure";
import type { Ratio } from "./report";

const DEALS = 1_000_000;

/** What permissions cost: a decision, a filtered list of a million deals, and a member's policy that is not cached. */
export async function permissions(): Promise<Ratio[]> {
  return [...decidingInMemory(), ...(await loading()), ...(await filtering())];
}

const whole = ["company:read", "contact:read", "product:read", "member:read", "pipeline:read"] as const;

/** What a member may read of the deals, by the rules of their one role. */
const scopes: Record<string, GivenRule[]> = {
  everything: ["deal:read"],
  team: [{ permission: "deal:read", scope: "team" }],
  own: [{ permission: "deal:read", scope: "own" }],
  // Every deal is asked, and none is left out.
  "a denial that leaves all": [
    "deal:read",
    {
      permission: "deal:read",
      effect: "deny",
      condition: { op: "gt", attr: "record.valueMinor", value: 10 ** 9 },
    },
  ],
};

/** The list of deals as somebody sees it who may see everything, and as others do. */
async function filtering(): Promise<Ratio[]> {
  const tenant = await makeTenant();
  const admin = adminOf(tenant);
  const signed: Record<string, Signed> = {};
  for (const [scope, rules] of Object.entries(scopes))
    signed[scope] = await memberWith(tenant, [...whole, ...rules]);
  // First by name, so that they own deals as the others do.
  await admin`update members set display_name = 'A ' || display_name
    where tenant_id = ${tenant.tenantId} and id = ${signed.own?.memberId ?? ""}`;
  await fillAtOnce(tenant, DEALS);
  const colleagues = await admin<{ id: string }[]>`
    select id from members where tenant_id = ${tenant.tenantId} and display_name like 'Agent %' order by display_name limit 5`;
  await admin.end();
  await makeTeam(tenant, {
    memberIds: [signed.team?.memberId ?? "", ...colleagues.map(({ id }) => id)],
  });
  const state = parseListState({}, dealList);
  const lists: Record<string, () => Promise<{ total: number }>> = {};
  for (const [scope, { headers }] of Object.entries(signed)) {
    const ctx = await contextOf(headers);
    lists[scope] = () => together(ctx, () => listDeals(ctx, state));
  }
  const ms = await inTurn(5, 20, lists);
  const { everything, ...filtered } = lists;
  if (!everything) throw new Error("There is no floor.");
  return Promise.all(
    Object.entries(filtered).map(async ([scope, list]): Promise<Ratio> => {
      const { total } = await list();
      const [own = 0, floor = 1] = [ms[scope], ms.everything];
      return {
        name: `a list of ${DEALS.toLocaleString("en")} deals: ${scope} / everything`,
        value: own / floor,
        target: { atMost: 1.2 },
        detail: `${own.toFixed(1)} ms / ${floor.toFixed(1)} ms, ${Math.round((total / DEALS) * 100)} % of the deals`,
      };
    }),
  );
}
