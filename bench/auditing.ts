import { performance } from "node:perf_hooks";
import { newId } from "@/db/columns";
import { adminOf, makeTenant, signIn } from "@/db/factories";
import { companies } from "@/db/schema/tenant";
import { withTenant } from "@/db/tenant";
import { createCompany } from "@/lib/companies/commands";
import type { Context } from "@/lib/kernel";
import { appendTenantAudit } from "@/lib/kernel/audit-chain";
import type { ProvisionedTenant } from "@/lib/tenancy/provision";
import { inTurn, median, taking } from "./measure";
import { rawCompany } from "./raw";
import type { Ratio } from "./report";

const WRITERS = 48;
const COMMANDS = 960;
const ROUNDS = 3;

const company = { name: "Hanami Supply", industry: "retail", country: "Japan" };

/** What the chain of the audit log costs: a write alone, and many people who write at once in one workspace. */
export async function auditing(): Promise<Ratio[]> {
  return [...(await oneWriter()), ...(await manyWriters())];
}

async function oneWriter(): Promise<Ratio[]> {
  const tenant = await makeTenant();
  const { ctx } = await signIn(tenant, "owner");
  const raw = adminOf(tenant);
  const ms = await inTurn(3, 300, {
    raw: () => rawCompany(raw, tenant.tenantId),
    unaudited: () => write(tenant, false),
    audited: () => write(tenant, true),
    command: () => createCompany(ctx, company),
  });
  await raw.end();
  const ratio = (name: string, value: number, floor: number, target?: Ratio["target"]): Ratio => ({
    name,
    value: value / floor,
    target,
    detail: `${value.toFixed(2)} ms / ${floor.toFixed(2)} ms`,
  });
  return [
    ratio("a write with its entry in the chain / without one", ms.audited, ms.unaudited, { atMost: 2 }),
    ratio("a command with its entry / the insert alone, raw", ms.command, ms.raw),
  ];
}

/** The same insert in the tenant, with and without its entry. */
const write = (tenant: ProvisionedTenant, audited: boolean) =>
  withTenant(tenant, "read write", async (tx) => {
    const { tenantId } = tenant;
    const id = newId();
    await tx.insert(companies).values({ ...company, id, tenantId, nameKey: "hanami supply" });
    const entry = { action: "company.created", resourceType: "company", resourceId: id };
    if (audited) await appendTenantAudit(tx, tenantId, [{ ...entry, changes: { after: company } }]);
  });

/** In one workspace each waits for the entry before; spread over many, nobody does. */
async function manyWriters(): Promise<Ratio[]> {
  const contexts: Context[] = [];
  for (let index = 0; index < WRITERS; index += 1)
    contexts.push((await signIn(await makeTenant(), "owner")).ctx);
  const rates: { one: number[]; spread: number[] } = { one: [], spread: [] };
  await perSecond(contexts);
  for (let round = 0; round < ROUNDS; round += 1) {
    rates.one.push(await perSecond(contexts.slice(0, 1)));
    rates.spread.push(await perSecond(contexts));
  }
  const [one, spread] = [median(rates.one), median(rates.spread)];
  return [
    {
      name: `commands/s of ${WRITERS} writers in one workspace / in ${WRITERS}`,
      value: one / spread,
      target: { atLeast: 0.5 },
      detail: `${one.toFixed(0)} / ${spread.toFixed(0)} per second, one chain each`,
    },
  ];
}

async function perSecond(contexts: Context[]): Promise<number> {
  const next = taking(contexts);
  const start = performance.now();
  await Promise.all(
    Array.from({ length: WRITERS }, async () => {
      for (let index = 0; index < COMMANDS / WRITERS; index += 1) await createCompany(next(), company);
    }),
  );
  return (COMMANDS * 1000) / (performance.now() - start);
}
