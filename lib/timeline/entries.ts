import { eq, inArray, sql } from "drizzle-orm";
import { activities, auditLogs, importRows, imports, members } from "@/db/schema/tenant";
import type { TenantTx } from "@/db/tenant";
import { within } from "@/db/within";
import { selectActivities } from "@/lib/activities/select";
import { activitySource } from "@/lib/activities/source";
import type { Context } from "@/lib/kernel";
import { seen } from "@/lib/records/seen";
import { refusalsFor } from "@/lib/records/standing";
import type { TimelineEntry, TimelineResource } from "./schema";
import { wordChanges } from "./wording";

type Load = {
  ctx: Context;
  tx: TenantTx;
  resource: TimelineResource;
  /** The record's own, for amounts in it. */
  currency: string | null;
  /** The fields of whose changes nothing is told. */
  hidden: ReadonlySet<string>;
  keys: { kind: string; id: string }[];
};

/** The entries behind the keys of a page, in their order. */
export async function loadEntries(load: Load): Promise<TimelineEntry[]> {
  const idsOf = (kind: string) => load.keys.filter((key) => key.kind === kind).map(({ id }) => id);
  const found = await Promise.all([
    loadActivities(load, idsOf("activity")),
    loadChanges(load, idsOf("change")),
    loadImports(load, idsOf("import")),
  ]);
  const byId = new Map<string, TimelineEntry>(found.flat().map((entry) => [entry.id, entry]));
  return load.keys.flatMap(({ id }) => byId.get(id) ?? []);
}

async function loadActivities({ ctx, tx }: Load, ids: string[]): Promise<TimelineEntry[]> {
  if (ids.length === 0) return [];
  const rows = await selectActivities(ctx, tx, { id: sql<string>`${activities.id}` }).where(
    within(ctx, activities, inArray(activities.id, ids)),
  );
  const [shown, refusals] = await Promise.all([
    seen({ ctx, tx }, activitySource, rows),
    refusalsFor({ ctx, tx }, activitySource, "activity:update", rows, "doneAt"),
  ]);
  return shown.map(
    ({ id, type, subject, body, dueAt, doneAt, assignee, author, occurredAt, hidden }, index) => ({
      kind: "activity",
      ...{ id, type, subject, body, dueAt, doneAt, assignee },
      by: author,
      // Its place among the entries tells when it was all the same.
      at: occurredAt ?? rows[index]?.occurredAt ?? ctx.now,
      open: doneAt === null && !hidden?.includes("doneAt"),
      refusal: refusals.get(id) ?? null,
    }),
  );
}

async function loadChanges(
  { ctx, tx, resource, currency, hidden }: Load,
  ids: string[],
): Promise<TimelineEntry[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .select({
      id: auditLogs.id,
      at: auditLogs.createdAt,
      action: auditLogs.action,
      by: members.displayName,
      reason: auditLogs.actorReason,
      changes: auditLogs.changes,
    })
    .from(auditLogs)
    .leftJoin(members, within(ctx, members, eq(members.id, auditLogs.actorMemberId)))
    .where(within(ctx, auditLogs, inArray(auditLogs.id, ids)));
  const words = await wordChanges({ ctx, tx, resource, currency, hidden, entries: rows });
  return rows.map(({ id, at, action, by, reason }) => ({
    kind: "change",
    ...{ id, at, by, reason },
    action: action.slice(action.indexOf(".") + 1),
    changes: words.get(id) ?? [],
  }));
}

async function loadImports({ ctx, tx }: Load, ids: string[]): Promise<TimelineEntry[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .select({
      id: importRows.id,
      line: importRows.line,
      importId: imports.id,
      fileName: imports.fileName,
      at: imports.finishedAt,
    })
    .from(importRows)
    .innerJoin(imports, within(ctx, imports, eq(imports.id, importRows.importId)))
    .where(within(ctx, importRows, inArray(importRows.id, ids)));
  return rows.flatMap(({ at, ...row }) => (at ? [{ kind: "import", ...row, at }] : []));
}
