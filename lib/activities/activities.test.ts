import { beforeAll, describe, expect, it } from "vitest";
import { signedIn, signIn } from "@/db/factories";
import { lastAudit } from "@/db/factories/audit";
import { companies } from "@/db/schema/tenant";
import { withTenant } from "@/db/tenant";
import { dayIn } from "@/lib/format/date";
import type { Context } from "@/lib/kernel";
import { parseListState } from "@/lib/lists/state";
import {
  completeActivities,
  createActivity,
  deleteActivities,
  reopenActivities,
  restoreActivities,
  updateActivity,
} from "./commands";
import { addDays } from "./due";
import { getActivity, listActivities } from "./queries";
import { activityList } from "./schema";

const zone = "America/New_York";
const list = (params: Record<string, string> = {}) => parseListState(params, activityList);

type Signed = Awaited<ReturnType<typeof signedIn>>;
let signed: Signed;
let owner: Context;
let companyId: string;
let today: string;

/** A company to write about; of another tenant when that one is given. */
async function company(ctx: Context): Promise<string> {
  const [row] = await withTenant(ctx, "read write", (tx) =>
    tx
      .insert(companies)
      .values({ tenantId: ctx.tenantId, name: "Cancity", nameKey: "cancity" })
      .returning({ id: companies.id }),
  );
  return row?.id ?? "";
}

beforeAll(async () => {
  signed = await signedIn("owner");
  owner = signed.ctx;
  today = dayIn(zone, owner.now);
  companyId = await company(owner);
});

describe("activities", () => {
  it("that happened are done at once; tasks and what is due are open", async () => {
    const call = await createActivity(owner, { type: "call", subject: "Asked for a quote", companyId });
    expect(await getActivity(owner, call)).toMatchObject({ company: "Cancity", doneAt: expect.any(Date) });
    const task = await createActivity(owner, { type: "task", subject: "Send it", companyId });
    expect(await getActivity(owner, task)).toMatchObject({ doneAt: null, dueOn: null });
    const visit = await createActivity(owner, { type: "meeting", subject: "Visit", companyId, dueOn: today });
    expect(await getActivity(owner, visit)).toMatchObject({ doneAt: null, dueOn: today });
  });

  it("are edited with an audit of what changed, and tell a second editor", async () => {
    const input = { type: "task", subject: "Send the quote", companyId } as const;
    const { id } = await createActivity(owner, input);
    await updateActivity(owner, { ...input, id, version: 1, dueOn: "2027-03-14" });
    expect(await lastAudit(owner)).toMatchObject({
      action: "activity.updated",
      resourceId: id,
      changes: { before: { dueOn: null }, after: { dueOn: "2027-03-14" } },
    });
    await expect(
      updateActivity(owner, { ...input, id, version: 1, subject: "Send it today" }),
    ).rejects.toMatchObject({
      code: "conflict",
      details: { fields: [{ field: "subject" }, { field: "dueOn", label: "Due", theirs: "2027-03-14" }] },
    });
  });

  it("are completed, reopened, deleted and restored, each with its entry", async () => {
    const { id } = await createActivity(owner, { type: "task", subject: "Send", companyId });
    await completeActivities(owner, { ids: [id] });
    expect(await lastAudit(owner)).toMatchObject({ action: "activity.completed", resourceId: id });
    await expect(completeActivities(owner, { ids: [id] })).rejects.toMatchObject({ code: "invalid" });
    await reopenActivities(owner, { ids: [id] });
    expect(await getActivity(owner, { id })).toMatchObject({ doneAt: null, version: 3 });
    await deleteActivities(owner, { ids: [id] });
    await expect(getActivity(owner, { id })).rejects.toMatchObject({ code: "not_found" });
    await restoreActivities(owner, { ids: [id] });
    expect(await lastAudit(owner)).toMatchObject({ action: "activity.restored", resourceId: id });
  });

  it("are found by whose they are, by when they are due in the workspace's zone, and by words", async () => {
    const { ctx, memberId, tenant } = await signedIn("owner");
    const about = await company(ctx);
    const add = async (subject: string, more: object) =>
      createActivity(ctx, { type: "task", subject, companyId: about, ...more });
    await add("yesterday", { dueOn: addDays(today, -1), assigneeId: memberId });
    await add("today", { dueOn: today });
    await add("in six days", { dueOn: addDays(today, 6), assigneeId: memberId });
    await add("in seven days", { dueOn: addDays(today, 7) });
    const done = await add("done", { dueOn: today });
    await completeActivities(ctx, { ids: [done.id] });
    const found = async (params: Record<string, string>, as = ctx) =>
      (await listActivities(as, list({ sort: "due", ...params }))).rows.map((row) => row.subject);
    expect(await found({ "f.due": "overdue" })).toEqual(["yesterday"]);
    expect(await found({ "f.due": "today" })).toEqual(["today"]);
    expect(await found({ "f.due": "week" })).toEqual(["today", "in six days"]);
    expect(await found({ "f.due": "overdue,today" })).toEqual(["yesterday", "today"]);
    expect(await found({ "f.due": "done" })).toEqual(["done"]);
    expect(await found({ "f.who": "me" })).toEqual(["yesterday", "in six days"]);
    expect(await found({ "f.due": "nonsense" })).toEqual([]);
    expect(await found({ q: "seven d" })).toEqual(["in seven days"]);
    const colleague = (await signIn(tenant, "sales_rep")).ctx;
    expect(await found({ "f.who": "me" }, colleague)).toEqual([]);
  });

  it("are about something that is there, and say so when it is not", async () => {
    const call = { type: "call", subject: "Hello" } as const;
    await expect(createActivity(owner, call)).rejects.toMatchObject({
      code: "invalid",
      fields: { dealId: [expect.stringMatching(/about/)] },
    });
    await expect(createActivity(owner, { ...call, companyId, dueOn: "2027-02-30" })).rejects.toMatchObject({
      fields: { dueOn: ["Write the date as YYYY-MM-DD."] },
    });
    const foreign = await company((await signedIn("owner")).ctx);
    const nowhere = "00000000-0000-7000-8000-000000000000";
    const answers = await Promise.all(
      [foreign, nowhere].map((id) =>
        createActivity(owner, { ...call, companyId: id }).catch((error) => JSON.stringify(error)),
      ),
    );
    expect(answers[0]).toBe(answers[1]);
    const strangers = (await signedIn("owner")).memberId;
    await expect(createActivity(owner, { ...call, companyId, assigneeId: strangers })).rejects.toMatchObject({
      code: "invalid",
      fields: { assigneeId: ["Choose somebody from the list."] },
    });
  });

  it("are seen by a viewer, who cannot log any", async () => {
    const viewer = (await signIn(signed.tenant, "viewer")).ctx;
    expect((await listActivities(viewer, list())).total).toBeGreaterThan(0);
    await expect(createActivity(viewer, { type: "call", subject: "Hello", companyId })).rejects.toMatchObject(
      { code: "forbidden" },
    );
  });

  it("of another tenant do not exist", async () => {
    const { id } = await createActivity(owner, { type: "task", subject: "Ours", companyId });
    const stranger = (await signedIn("owner")).ctx;
    const about = await company(stranger);
    const nowhere = "00000000-0000-7000-8000-000000000000";
    for (const attempt of [
      (target: string) => getActivity(stranger, { id: target }),
      (target: string) =>
        updateActivity(stranger, {
          type: "task",
          subject: "Theirs",
          companyId: about,
          id: target,
          version: 1,
        }),
      (target: string) => completeActivities(stranger, { ids: [target] }),
      (target: string) => reopenActivities(stranger, { ids: [target] }),
      (target: string) => deleteActivities(stranger, { ids: [target] }),
    ]) {
      const answers = await Promise.all(
        [id, nowhere].map((target) => attempt(target).catch((error) => JSON.stringify(error))),
      );
      expect(answers[0]).toBe(answers[1]);
      expect(answers[0]).toContain("not_found");
    }
    expect(await getActivity(owner, { id })).toMatchObject({ subject: "Ours", doneAt: null, version: 1 });
  });
});
