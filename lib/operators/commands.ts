import { and, eq, isNull } from "drizzle-orm";
import type { ControlTx } from "@/db/control";
import { users } from "@/db/schema/control";
import { defineOperatorCommand } from "@/lib/kernel";
import { Invalid } from "@/lib/kernel/errors";
import { finishTenant, reserveTenant, slugTaken } from "@/lib/tenancy/provision";
import { newTenantInput } from "./schema";

/** Creates a workspace for somebody who has an account: in the shared schema now, at the other levels by the worker, which may make places. */
export const createTenant = defineOperatorCommand({
  name: "console.create_tenant",
  input: newTenantInput,
  constraints: slugTaken,
  run: async ({ tx, input, audit, tenantAudit }) => {
    const { ownerEmail, name, slug, isolationLevel, ...settings } = input;
    const owner = await accountOf(tx, ownerEmail);
    const { tenantId } = await reserveTenant(
      tx,
      { name, slug, isolationLevel, settings, owner },
      { mine: isolationLevel === "shared" },
    );
    const after = { name, slug, isolationLevel, owner: owner.email };
    const entry = { action: "tenant.created", resource: { type: "tenant", id: tenantId }, after };
    audit(entry);
    await tenantAudit({ ...entry, tenantId }, { whenMade: isolationLevel !== "shared" });
    return { tenantId, isolationLevel };
  },
  finish: async ({ tenantId, isolationLevel }) => {
    if (isolationLevel === "shared") await finishTenant(tenantId);
  },
});

async function accountOf(tx: ControlTx, email: string) {
  const [user] = await tx
    .select({ userId: users.id, name: users.name, email: users.email })
    .from(users)
    .where(and(eq(users.email, email), eq(users.isActive, true), isNull(users.deletedAt)));
  if (!user) {
    const message = `Nobody has signed up as ${email}. Ask them to create an account first.`;
    throw new Invalid(message, { ownerEmail: [message] });
  }
  return user;
}
