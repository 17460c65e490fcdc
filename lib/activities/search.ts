import { desc, isNull } from "drizzle-orm";
import { activities } from "@/db/schema/tenant";
import { within } from "@/db/within";
import { defineQuery } from "@/lib/kernel";
import { pickInput, toChoice, wanted } from "@/lib/records/pick";
import { readingOf } from "@/lib/records/reading";
import { activityTypeNames } from "./names";

/** Up to 20 activities for a picker, by subject; without words the latest. */
export const searchActivities = defineQuery({
  name: "activity.search",
  permission: "activity:read",
  input: pickInput,
  run: async ({ ctx, tx, input }) => {
    const { rows: readable } = readingOf(ctx, "activity", activities);
    const rows = await tx
      .select({ id: activities.id, label: activities.subject, type: activities.type })
      .from(activities)
      .where(
        within(
          ctx,
          activities,
          isNull(activities.deletedAt),
          wanted(ctx, activities, "activities", input),
          readable,
        ),
      )
      .orderBy(desc(activities.occurredAt), desc(activities.id))
      .limit(20);
    return rows.map(({ type, ...row }) => toChoice({ ...row, hint: activityTypeNames[type] }));
  },
});
