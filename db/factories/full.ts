import { updateCompany } from "@/lib/companies/commands";
import { addDealPerson } from "@/lib/deals/people";
import { importFile } from "@/lib/imports/import-file";
import type { Context } from "@/lib/kernel";
import { makeActivity, makeCompany, makeContact, makeDeal, makeProduct } from "./records";

/**
 * Rows in every table of a tenant, with what is easily lost on the way: a record that refers to a later one, text of many scripts and
 * signs that formats escape, a file's bytes, nulls, moments to the microsecond, the longest numbers.
 */
export async function fillEveryTable(ctx: Context): Promise<{ dealId: string; contactId: string }> {
  const name = "Fjordlys “Ærø” \\N |,\"';";
  const child = await makeCompany(ctx, { name });
  const parent = await makeCompany(ctx, {
    name: "Hanami Supply 花見",
    annualRevenueMinor: 999_999_999_999n,
  });
  await updateCompany(ctx, { id: child.id, version: 1, name, parentCompanyId: parent.id });
  const contact = await makeContact(ctx, { firstName: "Maren", lastName: "Holt 🌲", companyId: parent.id });
  await makeProduct(ctx);
  const deal = await makeDeal(ctx, { companyId: parent.id, primaryContactId: contact.id, description: "" });
  await addDealPerson(ctx, { dealId: deal.id, contactId: contact.id, role: "influencer" });
  await makeActivity(ctx, { dealId: deal.id, body: "line one\nline two\\n\t\\N\n\\.\n" });
  const bytes = new TextEncoder().encode("id,name\nK1,Kan-code Ünïted\nK2,Betasoloin\n");
  await importFile(ctx, { entity: "company", fileName: "companies.csv", bytes }, {});
  return { dealId: deal.id, contactId: contact.id };
}
