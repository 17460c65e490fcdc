import { adminOf, makeTeam, makeTenant, memberWith, signIn } from "@/db/factories";
import { listDeals } from "@/lib/deals/queries";
import { dealList } from "@/lib/deals/schema";
import { type Context, together } from "@/lib/kernel";
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

/** A list of deals as somebody sees it who may see all, their team's, and their own: half of them, and a tenth. */
async function filtering(): Promise<Ratio[]> {
  const tenant = await makeTenant();
  const whole = ["company:read", "contact:read", "product:read", "member:read", "pipeline:read"] as const;
  const all = await signIn(tenant, "viewer");
  const own = await memberWith(tenant, [...whole, { permission: "deal:read", scope: "own" }]);
  const team = await memberWith(tenant, [...whole, { permission: "deal:read", scope: "team" }]);
  const admin = adminOf(tenant);
  // First by name, so that they own deals as the others do.
  await admin`update members set display_name = 'A ' || display_name where tenant_id = ${tenant.tenantId} and id = ${own.memberId}`;
  await fillAtOnce(tenant, DEALS);
  const colleagues = await admin<{ id: string }[]>`
    select id from members where tenant_id = ${tenant.tenantId} and display_name like 'Agent %' order by display_name limit 5`;
  await makeTeam(tenant, { memberIds: [team.memberId, ...colleagues.map(({ id }) => id)] });
  await admin.end();
  const state = parseListState({}, dealList);
  const list = (ctx: Context) => () => together(ctx, () => listDeals(ctx, state));
  const seeing = await Promise.all([all, own, team].map(({ headers }) => contextOf(headers)));
  const [seesAll, seesOwn, seesTeam] = seeing as [Context, Context, Context];
  const shares = await Promise.all(seeing.map(async (ctx) => (await list(ctx)()).total / DEALS));
  const ms = await inTurn(5, 20, { all: list(seesAll), own: list(seesOwn), team: list(seesTeam) });
  const ratio = (who: "own" | "team", share = 0): Ratio => ({
    name: `the list of ${DEALS.toLocaleString("en")} deals for scope ${who} / for everything`,
    value: ms[who] / ms.all,
    target: { atMost: 1.2 },
    detail: `${ms[who].toFixed(1)} ms / ${ms.all.toFixed(1)} ms, ${Math.round(share * 100)} % of the deals`,
  });
  return [ratio("team", shares[2]), ratio("own", shares[1])];
}
