import { desc, eq, sql } from "drizzle-orm";
import { auditLogs, members } from "@/db/schema/tenant";
import { within } from "@/db/within";
import { toCsv } from "@/lib/export/csv";
import { dayIn } from "@/lib/format/date";
import { defineCommand, whyNot } from "@/lib/kernel";
import { Forbidden, Invalid } from "@/lib/kernel/errors";
import { auditConditions } from "./conditions";
import { auditListInput } from "./schema";
import { actorWords } from "./words";

/** One file takes so many: about 30 MB. */
const MOST = 50_000;

const header = [
  "seq",
  "at",
  "who",
  "action",
  "record_type",
  "record_id",
  "before",
  "after",
  "success",
  "error",
  "ip",
  "user_agent",
  "request_id",
  "entry_id",
  "prev_hash",
  "hash",
];

/** The entries that a filter finds as CSV, newest first, each with its link in the chain. Who took them out is an entry as well. */
export const exportAudit = defineCommand({
  name: "audit.export",
  permission: "export:create",
  input: auditListInput.pick({ filters: true }),
  heavy: true,
  // A workspace that is suspended can be read, and this is reading.
  always: true,
  run: async ({ ctx, tx, input: { filters }, audit }) => {
    if (!ctx.can("audit:read")) throw new Forbidden(whyNot("audit:read", ctx), { permission: "audit:read" });
    const rows = await tx
      .select({
        seq: auditLogs.seq,
        at: auditLogs.createdAt,
        name: members.displayName,
        reason: auditLogs.actorReason,
        action: auditLogs.action,
        resourceType: auditLogs.resourceType,
        resourceId: auditLogs.resourceId,
        changes: auditLogs.changes,
        success: auditLogs.success,
        error: auditLogs.error,
        ip: auditLogs.ip,
        userAgent: auditLogs.userAgent,
        requestId: auditLogs.requestId,
        id: auditLogs.id,
        prevHash: sql<string | null>`encode(${auditLogs.prevHash}, 'hex')`,
        hash: sql<string | null>`encode(${auditLogs.hash}, 'hex')`,
      })
      .from(auditLogs)
      .leftJoin(members, within(ctx, members, eq(members.id, auditLogs.actorMemberId)))
      .where(within(ctx, auditLogs, ...auditConditions(ctx, filters)))
      .orderBy(desc(auditLogs.createdAt), desc(auditLogs.id))
      .limit(MOST + 1);
    if (rows.length > MOST) {
      throw new Invalid(
        "More than 50,000 entries match. Choose fewer days, and export them one after the other.",
      );
    }
    audit({
      action: "audit.exported",
      resource: { type: "audit" },
      after: { entries: rows.length, filters },
    });
    const json = (value: unknown) => (value === undefined ? null : JSON.stringify(value));
    const day = dayIn(ctx.tenant.settings.zone, ctx.now);
    const csv = toCsv(
      header,
      rows.map(({ changes, name, reason, ...row }) => [
        row.seq,
        row.at,
        actorWords({ name, reason }),
        row.action,
        row.resourceType,
        row.resourceId,
        json(changes?.before),
        json(changes?.after),
        row.success,
        row.error,
        row.ip,
        row.userAgent,
        row.requestId,
        row.id,
        row.prevHash,
        row.hash,
      ]),
    );
    return { csv, fileName: `audit-${ctx.tenant.slug}-${day}.csv` };
  },
});
