import type { Permission } from "./permissions";

/** The type of an attribute, which says what it can be compared with. A `moment` is precise to the millisecond. */
export type AttributeType = "text" | "number" | "boolean" | "date" | "moment" | "id" | "texts";

export type Attribute = {
  label: string;
  type: AttributeType;
  /** Always to be seen by who sees the record: what names it. */
  isName?: true;
};

export type Resource = {
  /** "deal", "deals": for sentences. */
  one: string;
  many: string;
  /** The attribute that names the member whose record it is: what the scopes `own` and `team` go by. Null: there are no scopes. */
  owner: string | null;
  /** By the name of the column's property; what a rule may name as a field and what a condition may ask. */
  attributes: Readonly<Record<string, Attribute>>;
  /** It has custom fields, which conditions reach as `custom.<key>`. */
  hasCustomFields?: true;
};

const text = (label: string): Attribute => ({ label, type: "text" });
const number = (label: string): Attribute => ({ label, type: "number" });
const reference = (label: string): Attribute => ({ label, type: "id" });
const date = (label: string): Attribute => ({ label, type: "date" });
const moment = (label: string): Attribute => ({ label, type: "moment" });

const kept = {
  createdAt: moment("Created"),
  updatedAt: moment("Updated"),
  createdBy: reference("Created by"),
};

/** The resources whose single records are decided about. The others (imports, roles, ...) are allowed or not as a whole. */
export const resources = {
  company: {
    one: "company",
    many: "companies",
    owner: "ownerId",
    hasCustomFields: true,
    attributes: {
      name: { ...text("Name"), isName: true },
      domain: text("Domain"),
      industry: text("Industry"),
      parentCompanyId: reference("Parent company"),
      ownerId: reference("Owner"),
      companySize: text("Size"),
      employeeCount: number("Employees"),
      yearFounded: number("Founded"),
      annualRevenueMinor: number("Annual revenue"),
      revenueCurrency: text("Currency of the revenue"),
      street: text("Street"),
      city: text("City"),
      region: text("Region"),
      postalCode: text("Postal code"),
      country: text("Country"),
      ...kept,
    },
  },
  contact: {
    one: "contact",
    many: "contacts",
    owner: "ownerId",
    hasCustomFields: true,
    attributes: {
      firstName: { ...text("First name"), isName: true },
      lastName: { ...text("Last name"), isName: true },
      title: text("Job title"),
      companyId: reference("Company"),
      email: text("E-mail"),
      phone: text("Phone"),
      ownerId: reference("Owner"),
      tags: { label: "Tags", type: "texts" },
      ...kept,
    },
  },
  deal: {
    one: "deal",
    many: "deals",
    owner: "ownerId",
    attributes: {
      title: { ...text("Title"), isName: true },
      stageId: reference("Stage"),
      valueMinor: number("Value"),
      currency: text("Currency"),
      probability: number("Probability"),
      companyId: reference("Company"),
      primaryContactId: reference("Main contact"),
      ownerId: reference("Owner"),
      productId: reference("Product"),
      startDate: date("Start date"),
      expectedCloseDate: date("Expected close"),
      actualCloseDate: date("Closed"),
      lostReason: text("Lost because"),
      dealSource: text("Source"),
      description: text("Description"),
      ...kept,
    },
  },
  activity: {
    one: "activity",
    many: "activities",
    owner: "assigneeId",
    attributes: {
      type: { ...text("Type"), isName: true },
      subject: { ...text("Subject"), isName: true },
      body: text("Details"),
      dueAt: moment("Due"),
      doneAt: moment("Done"),
      occurredAt: moment("Happened"),
      assigneeId: reference("Assigned to"),
      contactId: reference("Contact"),
      companyId: reference("Company"),
      dealId: reference("Deal"),
      ...kept,
    },
  },
  product: {
    one: "product",
    many: "products",
    owner: null,
    attributes: {
      name: { ...text("Name"), isName: true },
      sku: text("SKU"),
      type: text("Type"),
      category: text("Category"),
      description: text("Description"),
      unitPriceMinor: number("Unit price"),
      unitCostMinor: number("Unit cost"),
      currency: text("Currency"),
      isActive: { label: "Sold", type: "boolean" },
      ...kept,
    },
  },
} as const satisfies Record<string, Resource>;

export type ResourceName = keyof typeof resources;

/** All custom fields, as one field of a rule: they are seen and changed together. */
export const CUSTOM_FIELDS = "customFields";

/** What a rule may name as a field of a resource, with its label. */
export const fieldsOf = ({ attributes, hasCustomFields }: Resource): Record<string, string> => ({
  ...Object.fromEntries(Object.entries(attributes).map(([name, { label }]) => [name, label])),
  ...(hasCustomFields ? { [CUSTOM_FIELDS]: "Custom fields" } : {}),
});

/** The resource of a permission, when its single records are decided about. */
export function resourceOf(permission: Permission): Resource | null {
  const name = permission.slice(0, permission.indexOf(":"));
  return name in resources ? resources[name as ResourceName] : null;
}
