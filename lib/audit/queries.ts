import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import { auditLogs, members } from "@/db/schema/tenant";
import type { TenantTx } from "@/db/tenant";
import { within } from "@/db/within";
import { type Context, defineQuery } from "@/lib/kernel";
import { readHead } from "@/lib/kernel/audit-verify";
import { NotFound } from "@/lib/kernel/errors";
import { listPage } from "@/lib/lists/page";
import { wordChanges } from "@/lib/timeline/wording";
import { auditConditions } from "./conditions";
import { findRecords } from "./records";
import { auditListInput, entryInput } from "./schema";
import { matchActions } from "./words";

/** A page of what was done in the workspace, newest first. */
export const listAudit = defineQuery({
  name: "audit.list",
  permission: "audit:read",
  input: auditListInput,
  run: async ({ ctx, tx, input: state }) => {
    const filtered = Object.keys(state.filters).length > 0;
    const { rows, ...page } = await listPage({
      ctx,
      tx,
      state,
      table: auditLogs,
      sorts: { when: auditLogs.createdAt },
      where: auditConditions(ctx, state.filters),
      // Counting a million entries takes longer than reading a page of them, and the head knows.
      total: filtered ? undefined : countOf(ctx, tx),
      query: (cursor) =>
        tx
          .select({
            ...cursor,
            seq: auditLogs.seq,
            at: auditLogs.createdAt,
            name: members.displayName,
            reason: auditLogs.actorReason,
            action: auditLogs.action,
            resourceType: auditLogs.resourceType,
            resourceId: auditLogs.resourceId,
            ip: auditLogs.ip,
          })
          .from(auditLogs)
          .leftJoin(members, within(ctx, members, eq(members.id, auditLogs.actorMemberId)))
          .$dynamic(),
    });
    const records = await findRecords(ctx, tx, rows);
    return {
      ...page,
      rows: rows.map(({ resourceId, ...row }) => ({
        ...row,
        record: (resourceId && records.get(resourceId)?.label) || null,
      })),
    };
  },
});

async function countOf(ctx: Context, tx: TenantTx): Promise<number> {
  const head = await readHead(tx, "tenant", ctx.tenantId);
  return head ? head.seq + head.unchained : tx.$count(auditLogs, within(ctx, auditLogs));
}

/** One entry, with all that it says: each field from what to what, and its link in the chain. */
export const getAuditEntry = defineQuery({
  name: "audit.get",
  permission: "audit:read",
  input: entryInput,
  run: async ({ ctx, tx, input }) => {
    const [entry] = await tx
      .select({
        id: auditLogs.id,
        seq: auditLogs.seq,
        at: auditLogs.createdAt,
        name: members.displayName,
        reason: auditLogs.actorReason,
        action: auditLogs.action,
        resourceType: auditLogs.resourceType,
        resourceId: auditLogs.resourceId,
        changes: auditLogs.changes,
        ip: auditLogs.ip,
        userAgent: auditLogs.userAgent,
        requestId: auditLogs.requestId,
        error: auditLogs.error,
        hash: sql<string | null>`encode(${auditLogs.hash}, 'hex')`,
      })
      .from(auditLogs)
      .leftJoin(members, within(ctx, members, eq(members.id, auditLogs.actorMemberId)))
      .where(within(ctx, auditLogs, eq(auditLogs.id, input.id)));
    if (!entry) throw new NotFound();
    const { changes, ...rest } = entry;
    const records = await findRecords(ctx, tx, [entry]);
    const record = (entry.resourceId && records.get(entry.resourceId)) || null;
    const resource = entry.resourceType;
    const currency = record?.currency ?? null;
    const words = await wordChanges({ ctx, tx, resource, currency, entries: [entry], everything: true });
    return { ...rest, record, changes: words.get(entry.id) ?? [] };
  },
});

/** How far the chain of this workspace goes, and since when its end is signed. */
export const getAuditState = defineQuery({
  name: "audit.state",
  permission: "audit:read",
  input: z.object({}),
  run: async ({ ctx, tx }) => {
    const head = await readHead(tx, "tenant", ctx.tenantId);
    return head && { entries: head.seq, unchained: head.unchained, signedAt: head.updatedAt };
  },
});

/** The actions that the log holds, for a filter. */
export const searchAuditActions = defineQuery({
  name: "audit.actions",
  permission: "audit:read",
  input: z.object({ q: z.string().max(200).default("") }),
  run: async ({ ctx, tx, input }) => {
    // From one to the next in the index: `distinct` would read every entry.
    const next = (after: ReturnType<typeof sql>) =>
      tx
        .select({ action: auditLogs.action })
        .from(auditLogs)
        .where(within(ctx, auditLogs, after))
        .orderBy(auditLogs.action)
        .limit(1);
    const rows = await tx.execute<{ action: string }>(sql`
      with recursive known(action) as (
        (${next(sql`true`)})
        union all
        select (${next(sql`${auditLogs.action} > known.action`)}) from known where known.action is not null
      ) select action from known where action is not null`);
    return matchActions(
      [...rows].map(({ action }) => action),
      input.q,
    ).slice(0, 20);
  },
});
