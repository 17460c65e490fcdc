import { inArray, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { z } from "zod";
import { auditLogs } from "@/db/schema/tenant";
import type { Context } from "@/lib/kernel";
import { idsOf, refersTo, textsOf } from "@/lib/lists/filters";
import type { auditList } from "./schema";

type Filters = Partial<Record<(typeof auditList.filters)[number], string[]>>;

/** A day that people can mean; PostgreSQL takes it in every zone. */
const isDay = (value: string | undefined): value is string =>
  z.iso.date().safeParse(value).success && Number(value?.slice(0, 4)) >= 1900;

/** The moments of the days `from` and `to`, both included, in the workspace's zone. What is no day is no condition. */
export function withinDays(ctx: Context, column: PgColumn, { from, to }: Pick<Filters, "from" | "to">) {
  const { zone } = ctx.tenant.settings;
  const midnight = (day: SQL) => sql`(${day})::timestamp at time zone ${zone}`;
  const [first, last] = [from?.[0], to?.[0]];
  return [
    isDay(first) ? sql`${column} >= ${midnight(sql`${first}::date`)}` : undefined,
    isDay(last) ? sql`${column} < ${midnight(sql`${last}::date + 1`)}` : undefined,
  ];
}

/** The entries that the filters of the audit page ask for. */
export function auditConditions(ctx: Context, filters: Filters): (SQL | undefined)[] {
  const { person, action, type, record } = filters;
  return [
    refersTo(auditLogs.actorMemberId, person),
    action && inArray(auditLogs.action, textsOf(action)),
    type && inArray(auditLogs.resourceType, type),
    record && inArray(auditLogs.resourceId, idsOf(record)),
    ...withinDays(ctx, auditLogs.createdAt, filters),
  ];
}
