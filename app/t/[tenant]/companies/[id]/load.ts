import { cache } from "react";
import { getCompany, getCompanyTotals, listCompanies } from "@/lib/companies/queries";
import { companyList } from "@/lib/companies/schema";
import { listContacts } from "@/lib/contacts/queries";
import { contactList } from "@/lib/contacts/schema";
import { listDeals } from "@/lib/deals/queries";
import { dealList } from "@/lib/deals/schema";
import { type Context, together } from "@/lib/kernel";
import { orNotFound } from "@/lib/kernel/page";
import { parseListState } from "@/lib/lists/state";

/** A company with its related records; a kind that this person may not see is null. Once a request. */
export const loadCompany = cache((ctx: Context, id: string) =>
  orNotFound(
    together(ctx, async () => {
      const mine = { "f.company": id };
      const [company, subsidiaries, contacts, deals, totals] = await Promise.all([
        getCompany(ctx, { id }),
        listCompanies(ctx, parseListState({ "f.parent": id }, companyList)),
        ctx.can("contact:read") ? listContacts(ctx, parseListState(mine, contactList)) : null,
        ctx.can("deal:read") ? listDeals(ctx, parseListState(mine, dealList)) : null,
        ctx.can("deal:read") ? getCompanyTotals(ctx, { id }) : [],
      ]);
      return { company, subsidiaries, contacts, deals, totals };
    }),
  ),
);
