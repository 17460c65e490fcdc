import { eq, inArray, sql } from "drizzle-orm";
import { z } from "zod";
import { platformAuditLogs, users } from "@/db/schema/control";
import { within } from "@/db/within";
import { defineQuery } from "@/lib/kernel";
import { readHead } from "@/lib/kernel/audit-verify";
import { NotFound } from "@/lib/kernel/errors";
import { textsOf } from "@/lib/lists/filters";
import { listPage } from "@/lib/lists/page";
import { rawChanges } from "@/lib/timeline/raw-changes";
import { withinDays } from "./conditions";
import { entryInput, platformAuditListInput } from "./schema";

const columns = {
  seq: platformAuditLogs.seq,
  at: platformAuditLogs.createdAt,
  name: users.name,
  reason: platformAuditLogs.actorReason,
  action: platformAuditLogs.action,
  resourceType: platformAuditLogs.resourceType,
  ip: platformAuditLogs.ip,
};

/** A page of what the platform's operators and the system did to the workspace, newest first. */
export const listPlatformEntries = defineQuery({
  name: "audit.platform_list",
  store: "control",
  permission: "audit:read",
  input: platformAuditListInput,
  run: ({ ctx, tx, input: state }) =>
    listPage({
      ctx,
      tx,
      state,
      table: platformAuditLogs,
      sorts: { when: platformAuditLogs.createdAt },
      where: [
        state.filters.action && inArray(platformAuditLogs.action, textsOf(state.filters.action)),
        ...withinDays(ctx, platformAuditLogs.createdAt, state.filters),
      ],
      query: (cursor) =>
        tx
          .select({ ...cursor, ...columns })
          .from(platformAuditLogs)
          .leftJoin(users, eq(users.id, platformAuditLogs.actorUserId))
          .$dynamic(),
    }),
});

/** One entry of the platform's log about the workspace, with all that it says. */
export const getPlatformEntry = defineQuery({
  name: "audit.platform_get",
  store: "control",
  permission: "audit:read",
  input: entryInput,
  run: async ({ ctx, tx, input }) => {
    const [entry] = await tx
      .select({
        ...columns,
        id: platformAuditLogs.id,
        severity: platformAuditLogs.severity,
        changes: platformAuditLogs.changes,
        userAgent: platformAuditLogs.userAgent,
        requestId: platformAuditLogs.requestId,
        error: platformAuditLogs.error,
        hash: sql<string | null>`encode(${platformAuditLogs.hash}, 'hex')`,
      })
      .from(platformAuditLogs)
      .leftJoin(users, eq(users.id, platformAuditLogs.actorUserId))
      .where(within(ctx, platformAuditLogs, eq(platformAuditLogs.id, input.id)));
    if (!entry) throw new NotFound();
    return { ...entry, changes: rawChanges(entry.changes) };
  },
});

/** How far the chain of the platform's log about this workspace goes. */
export const getPlatformState = defineQuery({
  name: "audit.platform_state",
  store: "control",
  permission: "audit:read",
  input: z.object({}),
  run: async ({ ctx, tx }) => {
    const head = await readHead(tx, "platform", ctx.tenantId);
    return head && { entries: head.seq, unchained: head.unchained, signedAt: head.updatedAt };
  },
});
