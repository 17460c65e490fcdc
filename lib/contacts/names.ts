/** Apart from the schema, so that a page does not bring zod along. */
export const contactLabels = {
  firstName: "First name",
  lastName: "Last name",
  title: "Job title",
  companyId: "Company",
  email: "E-mail",
  phone: "Phone",
  ownerId: "Owner",
  tags: "Tags",
} as const;
