import type { Stage } from "@/lib/pipelines/schema";

/** The fields of a deal that a stage can ask for, as it has them. */
export type AskedFields = {
  valueMinor: bigint | null;
  expectedCloseDate: string | null;
  actualCloseDate: string | null;
  lostReason: string | null;
  companyId: string | null;
};

export type StageField = keyof AskedFields;
type Rules = Pick<Stage, "kind" | "probability" | "requiredFields">;
export type Staged = AskedFields & { probability: number | null };

/** What the stage asks for and the deal has not. */
export const missingFields = (stage: Pick<Stage, "requiredFields">, deal: AskedFields): StageField[] =>
  stage.requiredFields.filter((field) => deal[field] === null);

/**
 * A deal as the rules of its stage leave it: one that is won or lost has the stage's probability and a close date, one
 * that is open has no close date, and only a lost one has a reason. `today` is the close date where nobody gave one.
 */
export function settle<Deal extends Staged>(stage: Rules, deal: Deal, today: string) {
  const open = stage.kind === "open";
  return {
    ...deal,
    probability: open ? (deal.probability ?? stage.probability) : stage.probability,
    actualCloseDate: open ? null : (deal.actualCloseDate ?? today),
    lostReason: stage.kind === "lost" ? deal.lostReason : null,
  };
}
