import type { z } from "zod";
import { getCompany, searchCompanies } from "@/lib/companies/queries";
import type { companyFields } from "@/lib/companies/schema";
import type { Context } from "@/lib/kernel";
import { chosenOf } from "../../_components/chosen";
import { lockedOf } from "../../_components/locked";

export type CompanyValues = z.output<typeof companyFields>;

/** The form of a new company: owned by whoever makes it, under the parent that the address names. */
export async function newCompany(ctx: Context, query: Record<string, string | string[] | undefined>) {
  const parent = await chosenOf(ctx, searchCompanies, [query.parent ?? []].flat());
  const owner = ctx.member && { id: ctx.member.id, label: ctx.member.displayName };
  const values: CompanyValues = {
    ...nothing,
    revenueCurrency: ctx.tenant.settings.currency,
    parentCompanyId: parent?.id ?? null,
    ownerId: owner?.id ?? null,
  };
  return { values, chosen: { parent, owner } };
}

/** The form of a company that there is. @throws NotFound */
export async function existingCompany(ctx: Context, id: string) {
  const company = await getCompany(ctx, { id });
  const { parentCompanyId, parent, ownerId, owner } = company;
  const values: CompanyValues = {
    ...company,
    revenueCurrency: company.hidden?.includes("revenueCurrency")
      ? null
      : (company.revenueCurrency ?? ctx.tenant.settings.currency),
  };
  return {
    refusal: company.standing.update,
    locked: lockedOf(company),
    values,
    chosen: {
      parent: parentCompanyId && parent ? { id: parentCompanyId, label: parent } : null,
      owner: ownerId && owner ? { id: ownerId, label: owner } : null,
    },
    editing: { id: company.id, version: company.version },
  };
}

const nothing = {
  name: "",
  domain: null,
  industry: null,
  companySize: null,
  employeeCount: null,
  yearFounded: null,
  annualRevenueMinor: null,
  street: null,
  city: null,
  region: null,
  postalCode: null,
  country: null,
};
