import { and, eq, inArray, isNotNull, isNull, sql } from "drizzle-orm";
import { activities, members } from "@/db/schema/tenant";
import type { TenantTx } from "@/db/tenant";
import { within } from "@/db/within";
import { dayIn } from "@/lib/format/date";
import { assertCan, type Context, defineCommand } from "@/lib/kernel";
import { Invalid, NotFound } from "@/lib/kernel/errors";
import { changesOf } from "@/lib/records/changes";
import { defineDeletion } from "@/lib/records/deletion";
import { assertCreate, assertEdit, editOf } from "@/lib/records/edit";
import { lockAllowed } from "@/lib/records/many";
import { assertFresh } from "@/lib/records/stale";
import { assertPresent } from "./about";
import { endOfDay } from "./due";
import { activityLabels } from "./names";
import { ABOUT_NOTHING, activityFields, activityIds, activityUpdate, isAbout } from "./schema";
import { activitySource } from "./source";

const constraints = {
  activities_assignee_id_fk: { field: "assigneeId", message: "Choose somebody from the list." },
  activities_contact_id_fk: { field: "contactId", message: "Choose a contact from the list." },
  activities_company_id_fk: { field: "companyId", message: "Choose a company from the list." },
  activities_deal_id_fk: { field: "dealId", message: "Choose a deal from the list." },
};

const dueAt = (ctx: Context, dueOn: string | null) =>
  dueOn === null ? null : endOfDay(dueOn, ctx.tenant.settings.zone);

/** What is neither a task nor due on a day has happened: it is written down as done. */
export const createActivity = defineCommand({
  name: "activity.create",
  permission: "activity:create",
  input: activityFields,
  constraints,
  run: async ({ ctx, tx, input: written, audit }) => {
    const due = dueAt(ctx, written.dueOn);
    const { dueAt: _, ...input } = assertCreate(ctx, "activity", { ...written, dueAt: due });
    await assertPresent(ctx, tx, input);
    const { dueOn, ...values } = input;
    const planned = input.type === "task" || dueOn !== null;
    const [created] = await tx
      .insert(activities)
      .values({
        ...values,
        tenantId: ctx.tenantId,
        dueAt: due,
        doneAt: planned ? null : sql`now()`,
        createdBy: ctx.member?.id,
        updatedBy: ctx.member?.id,
      })
      .returning({ id: activities.id });
    if (!created) throw new Error("The activity was not written.");
    audit({ action: "activity.created", resource: { type: "activity", id: created.id }, after: input });
    return created;
  },
});

export const updateActivity = defineCommand({
  name: "activity.update",
  permission: "activity:update",
  input: activityUpdate,
  constraints,
  run: async ({ ctx, tx, input: { id, version, ...given }, audit }) => {
    const [row] = await tx
      .select({ activity: activities, by: members.displayName })
      .from(activities)
      .leftJoin(members, within(ctx, members, eq(members.id, activities.updatedBy)))
      .where(within(ctx, activities, eq(activities.id, id), isNull(activities.deletedAt)))
      .for("update", { of: activities });
    if (!row) throw new NotFound();
    const { zone } = ctx.tenant.settings;
    const stored = { ...row.activity, dueOn: row.activity.dueAt && dayIn(zone, row.activity.dueAt) };
    assertCan(ctx, "activity:update", row.activity);
    const { values: input, given: said, hidden } = await editOf({ ctx, tx }, activitySource, stored, given);
    assertFresh(stored, version, input, activityLabels, row.by, { hidden });
    if (!isAbout(input)) throw new Invalid(ABOUT_NOTHING, { dealId: [ABOUT_NOTHING] });
    const changes = changesOf(stored, input);
    // What they cannot see they cannot name either, not even as it is.
    const unseen = Object.entries(said).filter(([field]) => hidden.has(field));
    await assertPresent(ctx, tx, { ...changes?.after, ...Object.fromEntries(unseen) });
    if (!changes) {
      audit.nothing("saved without a change");
      return { id, version };
    }
    const { dueOn, ...values } = input;
    const dated = "dueOn" in changes.after ? { ...values, dueAt: dueAt(ctx, dueOn) } : values;
    assertEdit(ctx, "activity", row.activity, dated);
    await tx
      .update(activities)
      .set({
        ...dated,
        updatedBy: ctx.member?.id ?? null,
        version: sql`${activities.version} + 1`,
      })
      .where(within(ctx, activities, eq(activities.id, id)));
    audit({ action: "activity.updated", resource: { type: "activity", id }, ...changes });
    return { id, version: version + 1 };
  },
});

export const completeActivities = defineCommand({
  name: "activity.complete",
  permission: "activity:update",
  input: activityIds,
  run: async ({ ctx, tx, input, audit }) => {
    const ids = await setDone(ctx, tx, input.ids, true);
    for (const id of ids) audit({ action: "activity.completed", resource: { type: "activity", id } });
    return { ids };
  },
});

/** The undo of completing. */
export const reopenActivities = defineCommand({
  name: "activity.reopen",
  permission: "activity:update",
  input: activityIds,
  run: async ({ ctx, tx, input, audit }) => {
    const ids = await setDone(ctx, tx, input.ids, false);
    for (const id of ids) audit({ action: "activity.reopened", resource: { type: "activity", id } });
    return { ids };
  },
});

/** Marks those that are not so yet, and answers which these were. @throws NotFound when there is none of them. */
async function setDone(ctx: Context, tx: TenantTx, ids: string[], done: boolean): Promise<string[]> {
  const those = within(ctx, activities, inArray(activities.id, ids), isNull(activities.deletedAt));
  const allowed = await lockAllowed({ ctx, tx }, activities, "activity:update", those, "doneAt");
  const there = within(ctx, activities, those, allowed && inArray(activities.id, allowed));
  const found = await tx.select({ id: activities.id }).from(activities).where(there).for("update");
  if (found.length === 0) throw new NotFound();
  const changed = await tx
    .update(activities)
    .set({
      doneAt: done ? sql`now()` : null,
      ...(done && { occurredAt: sql`now()` }),
      updatedBy: ctx.member?.id ?? null,
      version: sql`${activities.version} + 1`,
    })
    .where(and(there, done ? isNull(activities.doneAt) : isNotNull(activities.doneAt)))
    .returning({ id: activities.id });
  if (changed.length === 0) {
    throw new Invalid(done ? "This is done already." : "This is open already.");
  }
  return changed.map((row) => row.id);
}

export const { remove: deleteActivities, restore: restoreActivities } = defineDeletion(
  "activity",
  activities,
);
