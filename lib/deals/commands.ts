import { deals } from "@/db/schema/tenant";
import { assertCan, defineCommand } from "@/lib/kernel";
import { Conflict } from "@/lib/kernel/errors";
import { defineDeletion } from "@/lib/records/deletion";
import { assertCreate, assertEdit, assertReferences, editOf } from "@/lib/records/edit";
import { fold } from "@/lib/records/fold";
import { assertFresh } from "@/lib/records/stale";
import { dealLabels } from "./names";
import { dealFields, dealMove, dealUpdate } from "./schema";
import { dealSource } from "./source";
import { enterStage } from "./stages";
import { dealWording } from "./wording";
import { lockDeal, saveDeal } from "./write";

/** What a deal refers to; what belongs to another tenant is not there either. */
const constraints = {
  deals_company_id_fk: { field: "companyId", message: "This company does not exist." },
  deals_primary_contact_id_fk: { field: "primaryContactId", message: "This contact does not exist." },
  deals_owner_id_fk: { field: "ownerId", message: "This person does not exist." },
  deals_product_id_fk: { field: "productId", message: "This product does not exist." },
};

export const createDeal = defineCommand({
  name: "deal.create",
  permission: "deal:create",
  input: dealFields,
  constraints,
  run: async ({ ctx, tx, input: given, audit }) => {
    const input = assertCreate(ctx, "deal", given);
    await assertReferences({ ctx, tx }, dealSource, input, constraints);
    const { settled } = await enterStage(tx, ctx, { deal: input, to: input.stageId });
    const [created] = await tx
      .insert(deals)
      .values({
        ...settled,
        tenantId: ctx.tenantId,
        titleKey: fold(input.title),
        stageEnteredAt: ctx.now,
        createdBy: ctx.member?.id,
        updatedBy: ctx.member?.id,
      })
      .returning({ id: deals.id });
    if (!created) throw new Error("The deal was not written.");
    audit({ action: "deal.created", resource: { type: "deal", id: created.id }, after: settled });
    return created;
  },
});

export const updateDeal = defineCommand({
  name: "deal.update",
  permission: "deal:update",
  input: dealUpdate,
  constraints,
  run: async ({ ctx, tx, input: { id, version, ...given }, audit }) => {
    const { deal, by } = await lockDeal(tx, ctx, id);
    assertCan(ctx, "deal:update", deal);
    const { values: input, given: said, hidden } = await editOf({ ctx, tx }, dealSource, deal, given);
    await assertReferences({ ctx, tx }, dealSource, said, constraints);
    if (deal.version !== version) {
      const wording = await dealWording(tx, ctx, input, deal);
      assertFresh(deal, version, input, dealLabels, by, { wording, hidden });
    }
    // A probability that nobody touched belongs to the stage that the deal leaves.
    const kept = deal.stageId !== input.stageId && deal.probability === input.probability;
    const { settled, moved } = await enterStage(tx, ctx, {
      deal: { ...input, probability: kept ? null : input.probability },
      from: deal.stageId,
      to: input.stageId,
    });
    assertEdit(ctx, "deal", deal, input, settled);
    return saveDeal({ tx, ctx, audit }, deal, { ...settled, titleKey: fold(input.title) }, moved);
  },
});

/** Takes a deal to another stage, together with what that stage asks for. */
export const moveDeal = defineCommand({
  name: "deal.move",
  permission: "deal:update",
  input: dealMove,
  constraints,
  run: async ({ ctx, tx, input: { id, version, stageId, ...answers }, audit }) => {
    const { deal, by } = await lockDeal(tx, ctx, id);
    assertCan(ctx, "deal:update", deal);
    if (deal.version !== version) {
      const who = by ?? "The system";
      throw new Conflict(`${who} changed “${deal.title}” meanwhile. Nothing was moved: look at it again.`);
    }
    const chosen = { stageId, ...answers };
    const { given: said } = await editOf({ ctx, tx }, dealSource, deal, chosen);
    await assertReferences({ ctx, tx }, dealSource, said, constraints);
    const { settled, moved } = await enterStage(tx, ctx, {
      deal: {
        valueMinor: answers.valueMinor ?? deal.valueMinor,
        expectedCloseDate: answers.expectedCloseDate ?? deal.expectedCloseDate,
        actualCloseDate: answers.actualCloseDate ?? deal.actualCloseDate,
        lostReason: answers.lostReason ?? deal.lostReason,
        companyId: answers.companyId ?? deal.companyId,
        // Not the deal's own: that one belongs to the stage that it leaves.
        probability: answers.probability,
      },
      from: deal.stageId,
      to: stageId,
    });
    if (!moved) {
      audit.nothing("it is there already");
      return { id, version };
    }
    const answered = Object.entries(chosen).filter(([, value]) => value !== null);
    assertEdit(ctx, "deal", deal, Object.fromEntries(answered), { ...settled, stageId });
    return saveDeal({ tx, ctx, audit }, deal, { ...settled, stageId }, moved);
  },
});

export const { remove: deleteDeals, restore: restoreDeals } = defineDeletion("deal", deals);
