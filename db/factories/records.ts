import { createActivity } from "@/lib/activities/commands";
import { createCompany } from "@/lib/companies/commands";
import { createContact } from "@/lib/contacts/commands";
import { createDeal } from "@/lib/deals/commands";
import type { Context } from "@/lib/kernel";
import { listStages } from "@/lib/pipelines/queries";
import { createProduct } from "@/lib/products/commands";
import { unique } from "./users";

/** Records made by the product's own commands. What is not given is plausible, and like no other record's. */

export const makeCompany = (ctx: Context, given: Partial<Parameters<typeof createCompany>[1]> = {}) =>
  createCompany(ctx, {
    name: `Kan-code ${unique()}`,
    industry: "software",
    country: "United States",
    ...given,
  });

export const makeContact = (ctx: Context, given: Partial<Parameters<typeof createContact>[1]> = {}) =>
  createContact(ctx, { firstName: "Amara", lastName: `Abbott ${unique()}`, ...given });

export const makeProduct = (ctx: Context, given: Partial<Parameters<typeof createProduct>[1]> = {}) =>
  createProduct(ctx, { name: `GTX ${unique()}`, currency: "USD", unitPriceMinor: 55_000n, ...given });

/** A deal in the first stage, unless another one is given. */
export async function makeDeal(ctx: Context, given: Partial<Parameters<typeof createDeal>[1]> = {}) {
  const [first] = await listStages(ctx, {});
  if (!first) throw new Error("The tenant has no pipeline.");
  return createDeal(ctx, { title: `GTX Pro ${unique()}`, stageId: first.id, currency: "USD", ...given });
}

/** Something about a record: a task, unless said otherwise. */
export const makeActivity = (
  ctx: Context,
  given: Partial<Parameters<typeof createActivity>[1]> & ({ dealId: string } | { companyId: string }),
) => createActivity(ctx, { type: "task", subject: `Send the offer ${unique()}`, ...given });
