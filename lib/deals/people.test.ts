import { beforeAll, describe, expect, it } from "vitest";
import { signedIn } from "@/db/factories";
import { contacts } from "@/db/schema/tenant";
import { withTenant } from "@/db/tenant";
import type { Context } from "@/lib/kernel";
import { parseListState } from "@/lib/lists/state";
import { listStages } from "@/lib/pipelines/queries";
import { createDeal } from "./commands";
import { addDealPerson, changeDealPerson, removeDealPerson } from "./people";
import { listDealPeople, listDeals } from "./queries";
import { dealList } from "./schema";

let ctx: Context;
beforeAll(async () => {
  ctx = (await signedIn("owner")).ctx;
});

async function makeDeal(of: Context) {
  const stageId = (await listStages(of, {}))[0]?.id ?? "";
  return (await createDeal(of, { title: "MG Advanced", stageId, currency: "USD" })).id;
}

const makeContact = (of: Context) =>
  withTenant(of, "read write", async (tx) => {
    const [row] = await tx
      .insert(contacts)
      .values({ tenantId: of.tenantId, firstName: "Ada", lastName: "Byron", nameKey: "byron ada" })
      .returning({ id: contacts.id });
    return row?.id ?? "";
  });

describe("the people on a deal", () => {
  it("are added with a role, change it, and are removed", async () => {
    const dealId = await makeDeal(ctx);
    const contactId = await makeContact(ctx);
    await addDealPerson(ctx, { dealId, contactId, role: "user" });
    await expect(addDealPerson(ctx, { dealId, contactId, role: "influencer" })).rejects.toMatchObject({
      fields: { contactId: ["This person is on the deal already."] },
    });
    await changeDealPerson(ctx, { dealId, contactId, role: "decision_maker" });
    expect(await listDealPeople(ctx, { dealId })).toMatchObject([
      { name: "Ada Byron", role: "decision_maker" },
    ]);
    const list = await listDeals(ctx, parseListState({ "f.contact": contactId }, dealList));
    expect(list.rows.map(({ id }) => id)).toEqual([dealId]);
    await removeDealPerson(ctx, { dealId, contactId });
    expect(await listDealPeople(ctx, { dealId })).toEqual([]);
    await expect(removeDealPerson(ctx, { dealId, contactId })).rejects.toMatchObject({ code: "not_found" });
  });

  it("cannot be another tenant's, nor put on another tenant's deal", async () => {
    const stranger = (await signedIn("owner")).ctx;
    const [dealId, contactId] = [await makeDeal(ctx), await makeContact(ctx)];
    const foreign = await makeContact(stranger);
    await expect(addDealPerson(ctx, { dealId, contactId: foreign, role: "user" })).rejects.toMatchObject({
      fields: { contactId: ["Choose a contact."] },
    });
    await expect(addDealPerson(stranger, { dealId, contactId: foreign, role: "user" })).rejects.toMatchObject(
      { code: "not_found" },
    );
    await addDealPerson(ctx, { dealId, contactId, role: "user" });
    expect(await listDealPeople(stranger, { dealId })).toEqual([]);
    const viewer = (await signedIn("viewer")).ctx;
    await expect(removeDealPerson(viewer, { dealId, contactId })).rejects.toMatchObject({
      code: "forbidden",
    });
  });
});
