import type { NewTenant } from "@/lib/tenancy/provision";
import { acmeStages } from "./acme";

/** The demo's workspaces: three trades, three currencies, three zones, and one at each isolation level. */
export const demoWorkspaces: Omit<NewTenant, "owner">[] = [
  {
    slug: "acme",
    name: "Acme",
    isolationLevel: "shared",
    settings: { zone: "America/New_York", currency: "USD", locale: "en-US" },
    stages: acmeStages,
  },
  {
    slug: "hanami",
    name: "Hanami Supply",
    isolationLevel: "schema",
    settings: { zone: "Asia/Tokyo", currency: "JPY", locale: "en-GB" },
    stages: [
      { name: "Inquiry", probability: 10, kind: "open" },
      { name: "Samples sent", probability: 35, kind: "open" },
      { name: "Quote", probability: 60, kind: "open", requiredFields: ["valueMinor"] },
      { name: "Ordered", probability: 100, kind: "won", requiredFields: ["valueMinor", "actualCloseDate"] },
      { name: "Declined", probability: 0, kind: "lost", requiredFields: ["lostReason"] },
    ],
  },
  {
    slug: "fjordlys",
    name: "Fjordlys",
    isolationLevel: "database",
    settings: { zone: "Europe/Oslo", currency: "NOK", locale: "en-GB" },
    stages: [
      { name: "Request", probability: 10, kind: "open" },
      { name: "Site visit", probability: 30, kind: "open" },
      { name: "Offer", probability: 55, kind: "open", requiredFields: ["valueMinor"] },
      {
        name: "Negotiation",
        probability: 80,
        kind: "open",
        requiredFields: ["valueMinor", "expectedCloseDate"],
      },
      { name: "Won", probability: 100, kind: "won", requiredFields: ["valueMinor", "actualCloseDate"] },
      { name: "Lost", probability: 0, kind: "lost", requiredFields: ["lostReason"] },
    ],
  },
];
