import { eq, inArray } from "drizzle-orm";
import { systemContext } from "@/lib/kernel";
import { createTenant, type NewTenant } from "@/lib/tenancy/provision";
import { findTenant } from "@/lib/tenancy/resolve";
import { controlDb } from "../control";
import { platformAuditLogs, tenants } from "../schema/control";
import { importAcme } from "./acme";
import { importContacts } from "./contacts";
import { importFolder } from "./folder";
import { forgetKilledImports } from "./killed";
import { acmeTeam, demoMember, demoUser } from "./members";
import { demoAccounts } from "./people";
import { demoWorkspaces } from "./workspaces";

const reason = "demo";
const finished = "demo.loaded";

/** True for a database without a workspace, and for one where a load of the demo was killed: `loadDemo` then finishes it. */
export async function isEmpty(): Promise<boolean> {
  const [any] = await controlDb().select({ id: tenants.id }).from(tenants).limit(1);
  if (!any) return true;
  const slugs = demoWorkspaces.map(({ slug }) => slug);
  const done = await controlDb()
    .select({ action: platformAuditLogs.action })
    .from(platformAuditLogs)
    .innerJoin(tenants, eq(tenants.id, platformAuditLogs.tenantId))
    .where(inArray(tenants.slug, slugs));
}
