import { z } from "zod";
import { type ListSpec, listInput } from "@/lib/lists/state";
import {
  currencyCode,
  optionalCount,
  optionalDomain,
  optionalId,
  optionalMinor,
  optionalText,
  requiredText,
  version,
} from "@/lib/records/fields";

/** What people write about a company: the same for a new one and an edited one. */
export const companyFields = z.object({
  name: requiredText("A name"),
  domain: optionalDomain(),
  industry: optionalText(),
  parentCompanyId: optionalId(),
  ownerId: optionalId(),
  companySize: optionalText(64),
  employeeCount: optionalCount(0, 100_000_000),
  yearFounded: optionalCount(1000, 2200),
  annualRevenueMinor: optionalMinor(),
  /** Of the revenue; the workspace's own unless said. */
  revenueCurrency: currencyCode().nullable().default(null),
  street: optionalText(),
  city: optionalText(),
  region: optionalText(),
  postalCode: optionalText(32),
  country: optionalText(),
});

export const companyUpdate = companyFields.extend({ id: z.uuid(), version: version() });

export const companyList = {
  sorts: ["name", "revenue", "employees", "created", "updated"],
  defaultSort: "name",
  filters: ["industry", "country", "owner", "parent"],
} as const satisfies ListSpec;

export const companyListInput = listInput(companyList);
