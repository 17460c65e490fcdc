import { type AttributeType, type Resource, type ResourceName, resources } from "@/lib/rbac/resources";

/** What a condition can compare, as the builder offers it. */
export type Comparable = {
  attr: string;
  label: string;
  type: AttributeType;
  /** Minor units of the workspace's currency, typed as an amount. */
  isMoney?: boolean;
  /** Whose ids it holds: these are picked, not typed. */
  refersTo?: Referred;
};

export type Referred = "member" | "company" | "contact" | "deal" | "product" | "stage";

const references: Record<string, Referred> = {
  ownerId: "member",
  assigneeId: "member",
  createdBy: "member",
  companyId: "company",
  parentCompanyId: "company",
  contactId: "contact",
  primaryContactId: "contact",
  dealId: "deal",
  productId: "product",
  stageId: "stage",
};

/** Of whoever acts, and of the request. */
const ofTheMoment: Comparable[] = [
  { attr: "member.title", label: "Their job title", type: "text" },
  { attr: "member.email", label: "Their e-mail", type: "text" },
  { attr: "request.today", label: "Today's date", type: "date" },
];

export type ComparableGroup = { label: string; items: Comparable[] };

/** Everything that a condition about this resource can compare; null for one whose single records are not decided about. */
export function comparables(name: ResourceName | null): ComparableGroup[] {
  const others = { label: "Who asks, and when", items: ofTheMoment };
  if (!name) return [others];
  const resource: Resource = resources[name];
  const items = Object.entries(resource.attributes).map(([key, { label, type }]) => ({
    attr: `record.${key}`,
    label,
    type,
    isMoney: key.endsWith("Minor"),
    refersTo: references[key],
  }));
  return [{ label: `The ${resource.one}`, items }, others];
}

/** A custom field is compared as text: its key is all that is known of it. */
export const CUSTOM = "record.custom.";

/** What `attr` names, or null when this form does not know it. */
export function comparableOf(attr: string, name: ResourceName | null): Comparable | null {
  if (attr.startsWith(CUSTOM) && hasCustomFields(name))
    return { attr, label: attr.slice(CUSTOM.length) || "Custom field", type: "text" };
  const all = comparables(name).flatMap((group) => group.items);
  return all.find((item) => item.attr === attr) ?? null;
}

export function hasCustomFields(name: ResourceName | null): boolean {
  const resource: Resource | null = name && resources[name];
  return resource?.hasCustomFields === true;
}

/** How two things are compared, as a person chooses it. `missing` is the condition "not exists". */
export type Test = "eq" | "ne" | "lt" | "lte" | "gt" | "gte" | "in" | "nin" | "exists" | "missing";

const set = { exists: "has a value", missing: "is empty" } as const;
const same = { eq: "is", ne: "is not" } as const;
const oneOf = { in: "is one of", nin: "is none of" } as const;

/** The comparisons of each type, in words that follow the attribute's name. */
export const testsOf: Record<AttributeType, Partial<Record<Test, string>>> = {
  text: { ...same, ...oneOf, ...set },
  number: {
    eq: "is exactly",
    ne: "is not",
    lte: "is at most",
    lt: "is less than",
    gte: "is at least",
    gt: "is more than",
    ...oneOf,
    ...set,
  },
  boolean: same,
  date: {
    eq: "is",
    ne: "is not",
    lt: "is before",
    lte: "is on or before",
    gt: "is after",
    gte: "is on or after",
    ...set,
  },
  moment: { lt: "is before", gte: "is on or after", ...set },
  id: { ...same, ...oneOf, ...set },
  texts: { eq: "includes", ne: "does not include", in: "includes one of", nin: "includes none of", ...set },
};

/** It is compared with nothing. */
export const isAlone = (test: Test): boolean => test === "exists" || test === "missing";

/** It is compared with a list. */
export const takesList = (test: Test): boolean => test === "in" || test === "nin";
