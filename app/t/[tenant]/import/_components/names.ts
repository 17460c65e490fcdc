import type { Tone } from "@/components/ui/badge";
import type { ImportEntity, Vocabulary } from "@/lib/imports/fields/types";

export const entityNames: Record<ImportEntity, string> = {
  company: "Companies",
  contact: "Contacts",
  deal: "Deals",
  product: "Products",
};

/** One and many of what is imported. */
export const entityNouns: Record<ImportEntity, [one: string, many: string]> = {
  company: ["company", "companies"],
  contact: ["contact", "contacts"],
  deal: ["deal", "deals"],
  product: ["product", "products"],
};

/** What each kind of file is expected to hold, for the choice at the beginning. */
export const entityHints: Record<ImportEntity, string> = {
  company: "Accounts: name, industry, country, revenue, parent company",
  contact: "People: name, e-mail, phone, company",
  deal: "Opportunities: stage, value, dates, company, product, owner",
  product: "What you sell: name, SKU, price",
};

export type ImportState = "draft" | "running" | "done" | "failed" | "cancelled" | "reverted";

export const stateNames: Record<ImportState, { label: string; tone: Tone }> = {
  draft: { label: "Not run yet", tone: "warn" },
  running: { label: "Running", tone: "info" },
  done: { label: "Done", tone: "accent" },
  failed: { label: "Failed", tone: "danger" },
  cancelled: { label: "Cancelled", tone: "neutral" },
  reverted: { label: "Reverted", tone: "neutral" },
};

/** The kinds of outcome, in the order in which they are shown. */
export const outcomeNames: Record<string, string> = {
  created: "Created",
  updated: "Updated",
  unchanged: "Unchanged",
  skipped: "Skipped",
  error: "Not imported",
  undecided: "Undecided",
  related: "Made on the way",
  reverted: "Taken back",
  kept: "Kept",
};

/** One and many of what a cell can name. */
export const vocabularyNames: Record<Vocabulary, [one: string, many: string]> = {
  company: ["company", "companies"],
  member: ["person", "people"],
  product: ["product", "products"],
  stage: ["stage", "stages"],
  industry: ["industry", "industries"],
  country: ["country", "countries"],
  currency: ["currency", "currencies"],
  product_type: ["type", "types"],
};

/** Where the records of a kind are. People have no page of their own. */
export const recordPath: Record<string, string> = {
  company: "/companies",
  contact: "/contacts",
  deal: "/deals",
  product: "/products",
};
