import { and, eq, gt, inArray, isNull, or, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { platformAuditLogs, tenants, users } from "@/db/schema/control";
import { defineOperatorQuery } from "@/lib/kernel";
import { idsOf } from "@/lib/lists/filters";
import { keysetPage } from "@/lib/lists/page";
import { auditListInput } from "./schema";

/** Whom an entry is about, where it is about a person. */
const subjects = alias(users, "subject");

/** A page of the platform's log: what operators and the system did to tenants, and what people did outside any. */
export const listPlatformAudit = defineOperatorQuery({
  name: "console.list_audit",
  input: auditListInput,
  run: ({ tx, input: state }) =>
    keysetPage(
      {
        tx,
        state,
        table: platformAuditLogs,
        // Ids are made in the order of time (UUIDv7), and have the index.
        sorts: { created: platformAuditLogs.id },
        query: (cursor) =>
          tx
            .select({
              ...cursor,
              createdAt: platformAuditLogs.createdAt,
              action: platformAuditLogs.action,
              actor: users.name,
              actorReason: platformAuditLogs.actorReason,
              tenantId: tenants.id,
              tenant: tenants.name,
              subject: subjects.name,
              changes: platformAuditLogs.changes,
              ip: platformAuditLogs.ip,
              seq: platformAuditLogs.seq,
            })
            .from(platformAuditLogs)
            .leftJoin(users, eq(users.id, platformAuditLogs.actorUserId))
            .leftJoin(
              subjects,
              and(
                eq(platformAuditLogs.resourceType, "user"),
                eq(sql`${subjects.id}::text`, platformAuditLogs.resourceId),
              ),
            )
            .leftJoin(tenants, eq(tenants.id, platformAuditLogs.tenantId))
            .$dynamic(),
      },
      and(
        state.q === "" ? undefined : sql`strpos(${platformAuditLogs.action}, ${state.q.toLowerCase()}) > 0`,
        state.filters.about && inArray(platformAuditLogs.tenantId, idsOf(state.filters.about)),
        by(state.filters.by),
        since(state.filters.since),
      ),
    ),
});

function by(values: string[] | undefined): SQL | undefined {
  if (!values) return undefined;
  const people = inArray(platformAuditLogs.actorUserId, idsOf(values));
  return values.includes("system") ? or(isNull(platformAuditLogs.actorUserId), people) : people;
}

function since(values: string[] | undefined): SQL | undefined {
  const days = Number(values?.[0]);
  if (!Number.isInteger(days) || days < 1 || days > 3650) return undefined;
  return gt(platformAuditLogs.createdAt, sql`now() - make_interval(days => ${days})`);
}
