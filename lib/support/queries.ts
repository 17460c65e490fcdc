import { desc, eq } from "drizzle-orm";
import { z } from "zod";
import { supportSessions, tenants, users } from "@/db/schema/control";
import { within } from "@/db/within";
import { defineQuery } from "@/lib/kernel";
import { NotFound } from "@/lib/kernel/errors";
import { isOpen, visitColumns } from "@/lib/tenancy/support";

/** Who of the platform's support is inside now: for everybody there to see. */
export const currentVisits = defineQuery({
  name: "support.current",
  permission: "workspace:read",
  store: "control",
  input: z.void(),
  run: ({ ctx, tx }) =>
    tx
      .select(visitColumns)
      .from(supportSessions)
      .innerJoin(users, eq(users.id, supportSessions.userId))
      .where(within(ctx, supportSessions, isOpen))
      .orderBy(supportSessions.createdAt),
});

const SHOWN = 100;

/** How far support may go here, and its last visits, newest first. */
export const supportSettings = defineQuery({
  name: "support.settings",
  permission: "workspace:update",
  store: "control",
  input: z.void(),
  run: async ({ ctx, tx }) => {
    const [tenant] = await tx
      .select({ access: tenants.supportAccess })
      .from(tenants)
      .where(eq(tenants.id, ctx.tenantId));
    if (!tenant) throw new NotFound("There is no workspace at this address.");
    const visits = await tx
      .select(visitColumns)
      .from(supportSessions)
      .innerJoin(users, eq(users.id, supportSessions.userId))
      .where(within(ctx, supportSessions))
      .orderBy(desc(supportSessions.createdAt))
      .limit(SHOWN);
    return { access: tenant.access, visits };
  },
});
