import type { StageField, stageKinds } from "@/db/schema/tenant";

export type NewStage = {
  name: string;
  /** Chance of winning, 0 to 100. */
  probability: number;
  kind: (typeof stageKinds)[number];
  requiredFields?: StageField[];
};

/** The stages of a new workspace's pipeline. */
export const defaultStages: NewStage[] = [
  { name: "Lead", probability: 10, kind: "open" },
  { name: "Qualified", probability: 25, kind: "open" },
  { name: "Proposal", probability: 50, kind: "open", requiredFields: ["valueMinor"] },
  { name: "Negotiation", probability: 75, kind: "open", requiredFields: ["valueMinor", "expectedCloseDate"] },
  { name: "Won", probability: 100, kind: "won", requiredFields: ["valueMinor", "actualCloseDate"] },
  { name: "Lost", probability: 0, kind: "lost", requiredFields: ["lostReason"] },
];
