import { and, eq, inArray } from "drizzle-orm";
import { systemContext } from "@/lib/kernel";
import { appendPlatformAudit } from "@/lib/kernel/audit-chain";
import { bySystem } from "@/lib/tenancy/lifecycle/happening";
import { changeStatus } from "@/lib/tenancy/lifecycle/status";
import { createTenant, type NewTenant } from "@/lib/tenancy/provision";
import { findTenant } from "@/lib/tenancy/resolve";
import { controlDb, inControl } from "../control";
import { platformAuditLogs, tenants, users } from "../schema/control";
import { loadAccess } from "./access";
import { importAcme } from "./acme";
import { loadActivities } from "./activities";
import { importContacts } from "./contacts";
import { loadDealPeople } from "./deal-people";
import { forgetKilledImports, importFolder } from "./files";
import { acmeTeam, demoMember, demoPlatformOperator, demoUser } from "./members";
import { demoAccounts, demoOperator } from "./people";
import { demoWorkspaces } from "./workspaces";

const reason = "demo";
const loaded = "demo.loaded";

/** True for a database without a workspace, and for one where a load of the demo was killed: `loadDemo` finishes that one. */
export async function isEmpty(): Promise<boolean> {
  const [any] = await controlDb().select({ id: tenants.id }).from(tenants).limit(1);
  if (!any) return true;
  const entries = await controlDb()
    .select({ action: platformAuditLogs.action })
    .from(platformAuditLogs)
    .innerJoin(tenants, eq(tenants.id, platformAuditLogs.tenantId))
    .where(and(eq(tenants.slug, "acme"), eq(platformAuditLogs.actorReason, reason)));
  return entries.length > 0 && entries.every(({ action }) => action !== loaded);
}

/** True when somebody of the demo can sign in: their addresses are of no other people. */
export async function hasDemo(): Promise<boolean> {
  const emails = [...demoAccounts, demoOperator].map(({ email }) => email);
  const [any] = await controlDb()
    .select({ id: users.id })
    .from(users)
    .where(and(inArray(users.email, emails), eq(users.isActive, true)))
    .limit(1);
  return any !== undefined;
}

/** Fills the demo's workspaces through the product's own commands. What an earlier load has finished stays as it is. */
export async function loadDemo({ log }: { log: (line: string) => void }): Promise<void> {
  await demoPlatformOperator(reason);
  for (const workspace of demoWorkspaces) {
    await loadWorkspace(workspace);
    log(`${workspace.name} loaded`);
  }
  const { tenantId } = await systemContext({ tenant: "acme", reason });
  const entry = { tenantId, resourceType: "tenant", resourceId: tenantId };
  await inControl("read write", (tx) =>
    appendPlatformAudit(tx, [{ ...entry, actorReason: reason, action: loaded }]),
  );
}

async function loadWorkspace(workspace: Omit<NewTenant, "owner">): Promise<void> {
  const { slug } = workspace;
  const [first, ...others] = demoAccounts.filter((account) => account.workspace === slug);
  if (!first) throw new Error(`Nobody owns ${slug}.`);
  const { id: userId, ...owner } = await demoUser(first);
  if (!(await findTenant(slug)))
    await createTenant({ ...workspace, owner: { ...owner, title: first.title, userId } }, reason);
  const ctx = await systemContext({ tenant: slug, reason });
  // A trial would end while somebody still looks around.
  if (ctx.tenant.status === "trial")
    await bySystem(reason, (tx) => changeStatus(tx, { tenantId: ctx.tenantId, to: "active", reason: null }));
  for (const account of others) await demoMember(ctx, account);
  await forgetKilledImports(ctx);
  if (slug === "acme") {
    await acmeTeam(ctx);
    await importAcme(ctx);
    await importContacts(ctx);
  } else {
    await importFolder(ctx);
  }
  await loadActivities(ctx);
  await loadDealPeople(ctx);
  await loadAccess(ctx);
}
