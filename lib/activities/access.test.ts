import { beforeAll, describe, expect, it } from "vitest";
import { makeActivity, makeCompany, makeDeal, type Signed } from "@/db/factories";
import { parseListState } from "@/lib/lists/state";
import { hiding, ofAll, ofOwn, workspaceOf } from "@/lib/records/access.fixture";
import { completeActivities, createActivity, deleteActivities, updateActivity } from "./commands";
import { getActivity, listActivities } from "./queries";
import { activityList } from "./schema";
import { searchActivities } from "./search";

let world: Awaited<ReturnType<typeof workspaceOf>>;
let rep: Signed;
let deal: string;
let mine: string;
let theirs: string;

const list = (params: Record<string, string> = {}) => parseListState(params, activityList);
const subjects = async ({ ctx }: Signed, params: Record<string, string> = {}) =>
  (await listActivities(ctx, list(params))).rows.map(({ subject }) => subject).sort();

beforeAll(async () => {
  world = await workspaceOf();
  const { owner, ownerId } = world;
  rep = await world.let(ofOwn("activity"));
  deal = (await makeDeal(owner, { title: "Secret deal", ownerId })).id;
  const about = { dealId: deal, body: "The whole story" };
  mine = (await makeActivity(owner, { ...about, subject: "Call back", assigneeId: rep.memberId })).id;
  theirs = (await makeActivity(owner, { ...about, subject: "Send the offer", assigneeId: ownerId })).id;
});

describe("activities of whoever may read only their own", () => {
  it("are those alone, without the name of a deal that they may not read", async () => {
    expect(await subjects(rep)).toEqual(["Call back"]);
    expect(await subjects(rep, { q: "offer" })).toEqual([]);
    expect(await searchActivities(rep.ctx, {})).toMatchObject([{ label: "Call back" }]);
    expect(await getActivity(rep.ctx, { id: mine })).toMatchObject({
      deal: null,
      dealId: null,
      hidden: ["dealId"],
    });
    await expect(getActivity(rep.ctx, { id: theirs })).rejects.toMatchObject({ code: "not_found" });
  });

  it("are the ones to complete, edit and delete; the hidden deal stays", async () => {
    const { ctx, memberId } = rep;
    expect(await completeActivities(ctx, { ids: [mine, theirs] })).toEqual({ ids: [mine] });
    await expect(deleteActivities(ctx, { ids: [theirs] })).rejects.toMatchObject({ code: "not_found" });
    const values = { type: "task", subject: "Call again", assigneeId: memberId } as const;
    await updateActivity(ctx, { ...values, id: mine, version: 2 });
    expect(await getActivity(world.owner, { id: mine })).toMatchObject({
      subject: "Call again",
      dealId: deal,
    });
    for (const id of [mine, theirs])
      await expect(updateActivity(ctx, { ...values, id, version: 3, dealId: deal })).rejects.toMatchObject({
        code: id === mine ? "invalid" : "not_found",
      });
  });

  it("are about what they may read, and theirs when nobody is named", async () => {
    const { ctx, memberId } = await world.let(ofOwn("activity"), ofAll("company", ["read"]));
    const { id: companyId } = await makeCompany(world.owner, { name: "Fjordlys" });
    const { id } = await createActivity(ctx, { type: "note", subject: "Met them", companyId });
    expect(await getActivity(ctx, { id })).toMatchObject({ assigneeId: memberId, company: "Fjordlys" });
    const about = { type: "note", subject: "Met them", dealId: deal } as const;
    await expect(createActivity(ctx, about)).rejects.toMatchObject({
      code: "invalid",
      fields: { dealId: ["This record does not exist, or it was deleted."] },
    });
  });

  it("tell which of many they may not complete", async () => {
    const { ctx, memberId } = await world.let(ofAll("activity", ["read"]), ofOwn("activity", ["update"]));
    const own = await makeActivity(world.owner, { dealId: deal, subject: "Own", assigneeId: memberId });
    await expect(completeActivities(ctx, { ids: [own.id, theirs] })).rejects.toMatchObject({
      code: "forbidden",
      message: expect.stringContaining("1 of these 2 (activity:update): “Send the offer”."),
    });
    expect((await getActivity(ctx, { id: own.id })).doneAt).toBeNull();
  });
});

describe("hidden fields of activities", () => {
  it("are in no row, and no word of theirs finds them", async () => {
    const blind = await world.let(ofAll("activity"), hiding("activity:read", "body", "dueAt"));
    expect(await getActivity(blind.ctx, { id: theirs })).toMatchObject({
      body: null,
      dueAt: null,
      dueOn: null,
    });
    expect(await subjects(blind, { q: "story" })).toEqual([]);
    expect(await subjects(blind, { q: "offer" })).toEqual(["Send the offer"]);
    expect(await subjects(blind, { "f.due": "open" })).toEqual([]);
  });
});
