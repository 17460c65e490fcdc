import { adminOf, signIn } from "@/db/factories";
import type { IsolationLevel } from "@/db/placement";
import { createCompany } from "@/lib/companies/commands";
import { listDeals } from "@/lib/deals/queries";
import { dealList } from "@/lib/deals/schema";
import { type Context, together } from "@/lib/kernel";
import { parseListState } from "@/lib/lists/state";
import type { ProvisionedTenant } from "@/lib/tenancy/provision";
import { fill } from "./data";
import { inTurn, taking } from "./measure";
import { rawAuditedCompany, rawList } from "./raw";
import type { Ratio } from "./report";

const TENANTS = 5;
const DEALS = 1000;

type Times = Record<IsolationLevel | "raw", number>;

/** The deals list and a command at the three levels, in five workspaces of each in turn, and the same work in raw SQL. */
export async function levels(shared: ProvisionedTenant[]): Promise<Ratio[]> {
  const [scratch, ...others] = shared;
  if (!scratch) throw new Error("There is no workspace to measure.");
  const tenants = {
    shared: others.slice(0, TENANTS),
    schema: await fill(TENANTS, DEALS, "schema"),
    database: await fill(TENANTS, DEALS, "database"),
  };
  const next = {
    shared: taking(await signInAll(tenants.shared)),
    schema: taking(await signInAll(tenants.schema)),
    database: taking(await signInAll(tenants.database)),
  };
  const raw = adminOf(scratch);
  const rawTenant = taking(tenants.shared);
  const state = parseListState({}, dealList);
  const list = (ctx: Context) => together(ctx, () => listDeals(ctx, state));
  await assertSame(await list(next.shared()), await rawList(raw, rawTenant().tenantId));
  const lists = await inTurn(3, 200, {
    raw: () => rawList(raw, rawTenant().tenantId),
    shared: () => list(next.shared()),
    schema: () => list(next.schema()),
    database: () => list(next.database()),
  });
  const company = { name: "Hanami Supply", industry: "retail", country: "Japan" };
  const commands = await inTurn(3, 200, {
    // In a workspace apart: what it writes is in no chain.
    raw: () => rawAuditedCompany(raw, scratch.tenantId),
    shared: () => createCompany(next.shared(), company),
    schema: () => createCompany(next.schema(), company),
    database: () => createCompany(next.database(), company),
  });
  await raw.end();
  return [...ratios("the deals list", lists), ...ratios("creating a company", commands)];
}

const signInAll = (tenants: ProvisionedTenant[]): Promise<Context[]> =>
  Promise.all(tenants.map((tenant) => signIn(tenant, "owner").then(({ ctx }) => ctx)));

type Listed = { rows: { id: string }[]; total: number };

/** The floor is one only if it reads the same. */
async function assertSame({ rows, total }: Listed, [found, [count]]: Awaited<ReturnType<typeof rawList>>) {
  const same = rows.every(({ id }, index) => id === found[index]?.id) && total === count?.total;
  if (!same) throw new Error("The raw list reads other rows than the product's.");
}

function ratios(what: string, ms: Times): Ratio[] {
  const over = (level: IsolationLevel, floor: keyof Times, atMost: number): Ratio => ({
    name: `${what} at ${level} / ${floor === "raw" ? "in raw SQL" : `at ${floor}`}`,
    value: ms[level] / ms[floor],
    target: { atMost },
    detail: `${ms[level].toFixed(2)} ms / ${ms[floor].toFixed(2)} ms, ${TENANTS} workspaces in turn`,
  });
  return [over("shared", "raw", 2), over("schema", "shared", 1.3), over("database", "shared", 1.3)];
}
