import { searchCompanies } from "@/lib/companies/queries";
import { searchContacts } from "@/lib/contacts/queries";
import { getDeal } from "@/lib/deals/queries";
import { type DealInput, dealFields } from "@/lib/deals/schema";
import { type Context, together } from "@/lib/kernel";
import { idsOf } from "@/lib/lists/filters";
import { listStages } from "@/lib/pipelines/queries";
import { searchProducts } from "@/lib/products/queries";
import { chosenOf } from "../../_components/chosen";
import { lockedOf } from "../../_components/locked";

type Query = Record<string, string | string[] | undefined>;

/** The form of a new deal: in the first stage, owned by whoever makes it, with what the address says. */
export function newDeal(ctx: Context, query: Query) {
  const ids = (key: string) => idsOf([query[key] ?? []].flat().slice(0, 1));
  return together(ctx, async () => {
    const [stages, company, contact, product] = await Promise.all([
      listStages(ctx, {}),
      chosenOf(ctx, searchCompanies, ids("company")),
      chosenOf(ctx, searchContacts, ids("contact")),
      chosenOf(ctx, searchProducts, ids("product")),
    ]);
    const [wanted] = ids("stage");
    const stage = stages.find(({ id }) => id === wanted) ?? stages[0];
    const owner = ctx.member && { id: ctx.member.id, label: ctx.member.displayName };
    const values: DealInput = {
      ...nothing,
      stageId: stage?.id ?? "",
      probability: stage?.probability ?? null,
      currency: ctx.tenant.settings.currency,
      companyId: company?.id ?? null,
      primaryContactId: contact?.id ?? null,
      productId: product?.id ?? null,
      ownerId: owner?.id ?? null,
    };
    return { stages, values, chosen: { company, contact, owner, product } };
  });
}

/** The form of a deal that there is. @throws NotFound */
export function existingDeal(ctx: Context, id: string) {
  return together(ctx, async () => {
    const [stages, deal] = await Promise.all([listStages(ctx, {}), getDeal(ctx, { id })]);
    const named = (choice: string | null, label: string | null) =>
      choice === null ? null : { id: choice, label: label ?? "" };
    const values: DealInput = {
      ...deal,
      // What is hidden goes back empty, and stays as it is.
      stageId: deal.stageId ?? "",
      currency: deal.currency ?? "",
    };
    return {
      refusal: deal.standing.update,
      locked: lockedOf(deal),
      stages,
      values: pickFields(values),
      chosen: {
        company: named(deal.companyId, deal.company),
        contact: named(deal.primaryContactId, deal.primaryContact),
        owner: named(deal.ownerId, deal.owner),
        product: named(deal.productId, deal.product),
      },
      editing: { id: deal.id, version: deal.version },
    };
  });
}

const pickFields = (values: DealInput): DealInput =>
  Object.fromEntries(
    Object.keys(dealFields.shape).map((field) => [field, values[field as keyof DealInput]]),
  ) as DealInput;

const nothing = {
  title: "",
  valueMinor: null,
  startDate: null,
  expectedCloseDate: null,
  actualCloseDate: null,
  lostReason: null,
  dealSource: null,
  description: null,
};
