import { describe, expect, it } from "vitest";
import { makeActivity, makeCompany, memberWith, signedIn } from "@/db/factories";
import { deleteActivities } from "./commands";
import { searchActivities } from "./search";

describe("the picker of activities", () => {
  it("finds them by subject, those that its reader may see and none that is deleted", async () => {
    const { ctx, tenant } = await signedIn("owner");
    const about = { companyId: (await makeCompany(ctx)).id };
    const { id } = await makeActivity(ctx, { ...about, subject: "Send the offer to Isdom" });
    const gone = await makeActivity(ctx, { ...about, subject: "Send the offer to Cancity" });
    await deleteActivities(ctx, { ids: [gone.id] });
    expect(await searchActivities(ctx, { q: "offer" })).toEqual([
      { id, label: "Send the offer to Isdom", hint: "Task" },
    ]);
    expect(await searchActivities(ctx, { ids: [id, gone.id] })).toHaveLength(1);
    const rep = await memberWith(tenant, [{ permission: "activity:read", scope: "own" }]);
    expect(await searchActivities(rep.ctx, { q: "offer" })).toEqual([]);
    const theirs = await makeActivity(ctx, { ...about, subject: "Call Isdom", assigneeId: rep.memberId });
    expect(await searchActivities(rep.ctx, { q: "" })).toMatchObject([{ id: theirs.id }]);
    expect(await searchActivities((await signedIn("owner")).ctx, { ids: [id] })).toEqual([]);
  });
});
