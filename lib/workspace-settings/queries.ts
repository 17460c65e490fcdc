import { eq } from "drizzle-orm";
import { z } from "zod";
import { memberships, placements, tenants } from "@/db/schema/control";
import { within } from "@/db/within";
import { defineQuery } from "@/lib/kernel";
import { NotFound } from "@/lib/kernel/errors";

/** What the control plane knows of the workspace, beyond what every request does. The size is what was measured last. */
export const workspaceFacts = defineQuery({
  name: "workspace.facts",
  permission: "workspace:read",
  store: "control",
  input: z.void(),
  run: async ({ ctx, tx }) => {
    const [facts] = await tx
      .select({
        createdAt: tenants.createdAt,
        isolationLevel: placements.isolationLevel,
        rows: placements.rowCount,
        bytes: placements.byteCount,
        measuredAt: placements.measuredAt,
      })
      .from(placements)
      .innerJoin(tenants, eq(tenants.id, placements.tenantId))
      .where(within(ctx, placements));
    if (!facts) throw new NotFound("There is no workspace at this address.");
    const people = await tx.$count(memberships, within(ctx, memberships, eq(memberships.status, "active")));
    return { ...facts, people };
  },
});
