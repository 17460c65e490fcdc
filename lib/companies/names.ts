/** Apart from the schema, so that a page does not bring zod along. */
export const companyLabels = {
  name: "Name",
  domain: "Domain",
  industry: "Industry",
  parentCompanyId: "Parent company",
  ownerId: "Owner",
  companySize: "Size",
  employeeCount: "Employees",
  yearFounded: "Founded",
  annualRevenueMinor: "Annual revenue",
  revenueCurrency: "Currency of the revenue",
  street: "Street",
  city: "City",
  region: "Region",
  postalCode: "Postal code",
  country: "Country",
} as const;
