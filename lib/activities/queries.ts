import { and, eq, gte, inArray, isNotNull, isNull, lt, or, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { activities } from "@/db/schema/tenant";
import type { TenantTx } from "@/db/tenant";
import { within } from "@/db/within";
import { dayIn } from "@/lib/format/date";
import { type Context, defineQuery } from "@/lib/kernel";
import { NotFound } from "@/lib/kernel/errors";
import { refersTo } from "@/lib/lists/filters";
import { recordPage } from "@/lib/lists/page";
import { readingOf } from "@/lib/records/reading";
import { seenPage } from "@/lib/records/seen";
import { seenWithStanding } from "@/lib/records/standing";
import { addDays, startOfDay } from "./due";
import type { ActivityType } from "./names";
import { activityListInput } from "./schema";
import { selectActivities } from "./select";
import { activitySource } from "./source";

/** A page of the activities. */
export const listActivities = defineQuery({
  name: "activity.list",
  permission: "activity:read",
  input: activityListInput,
  run: ({ ctx, tx, input }) => seenPage({ ctx, tx }, activitySource, activityPage({ ctx, tx, input })),
});

type ActivityPage = { ctx: Context; tx: TenantTx; input: z.output<typeof activityListInput> };

const activityPage = ({ ctx, tx, input }: ActivityPage) => {
  const { by } = readingOf(ctx, "activity", activities);
  const { type, assignee, who, due } = input.filters;
  return recordPage({
    ctx,
    tx,
    state: input,
    table: activities,
    resource: "activity",
    search: "activities",
    sorts: { occurred: activities.occurredAt, due: activities.dueAt, created: activities.createdAt },
    where: [
      type && inArray(activities.type, type as ActivityType[]),
      by("assigneeId", refersTo(activities.assigneeId, assignee)),
      by("assigneeId", who && byPerson(ctx, who)),
      by(["dueAt", "doneAt"], due && byDue(ctx, due)),
    ],
    query: (cursor) => selectActivities(ctx, tx, cursor),
  });
};

/** One activity, with what it is about. */
export const getActivity = defineQuery({
  name: "activity.get",
  permission: "activity:read",
  input: z.object({ id: z.uuid() }),
  run: async ({ ctx, tx, input }) => {
    const [activity] = await selectActivities(ctx, tx, { id: sql<string>`${activities.id}` }).where(
      within(
        ctx,
        activities,
        eq(activities.id, input.id),
        isNull(activities.deletedAt),
        readingOf(ctx, "activity", activities).rows,
      ),
    );
    if (!activity) throw new NotFound();
    const { zone } = ctx.tenant.settings;
    const dated = { ...activity, dueOn: activity.dueAt && dayIn(zone, activity.dueAt) };
    return seenWithStanding({ ctx, tx }, activitySource, dated);
  },
});

function byPerson(ctx: Context, values: string[]): SQL | undefined {
  const me = ctx.member && values.includes("me") ? eq(activities.assigneeId, ctx.member.id) : undefined;
  const nobody = values.includes("nobody") ? isNull(activities.assigneeId) : undefined;
  return or(me, nobody) ?? sql`false`;
}

/** Days are those of the workspace's zone. */
function byDue(ctx: Context, values: string[]): SQL | undefined {
  const { zone } = ctx.tenant.settings;
  const today = dayIn(zone, ctx.now);
  const startOf = (days: number) => startOfDay(addDays(today, days), zone);
  const start = startOf(0);
  const open = isNull(activities.doneAt);
  const dueFrom = (from: Date, to: Date) => and(open, gte(activities.dueAt, from), lt(activities.dueAt, to));
  const conditions: Record<string, SQL | undefined> = {
    open,
    done: isNotNull(activities.doneAt),
    overdue: and(open, lt(activities.dueAt, start)),
    today: dueFrom(start, startOf(1)),
    week: dueFrom(start, startOf(7)),
  };
  return (
    or(...values.map((value) => (Object.hasOwn(conditions, value) ? conditions[value] : undefined))) ??
    sql`false`
  );
}
