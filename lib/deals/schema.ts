import { z } from "zod";
import { type ListSpec, listInput } from "@/lib/lists/state";
import {
  currencyCode,
  optionalDate,
  optionalId,
  optionalMinor,
  optionalText,
  requiredText,
  unlessHidden,
  version,
} from "@/lib/records/fields";

/** What people write about a deal: the same for a new one and an edited one. Without a probability it has its stage's. */
export const dealFields = z.object({
  title: requiredText("A title"),
  stageId: z.uuid("Choose a stage."),
  valueMinor: optionalMinor(),
  currency: currencyCode(),
  probability: z
    .int("Write a whole number from 0 to 100.")
    .min(0, "Write a whole number from 0 to 100.")
    .max(100, "Write a whole number from 0 to 100.")
    .nullable()
    .default(null),
  companyId: optionalId(),
  primaryContactId: optionalId(),
  ownerId: optionalId(),
  productId: optionalId(),
  startDate: optionalDate(),
  expectedCloseDate: optionalDate(),
  actualCloseDate: optionalDate(),
  lostReason: optionalText(500),
  dealSource: optionalText(),
  description: optionalText(5000),
});

/** A deal as forms hold it: what is left out is empty. */
export type DealInput = z.input<typeof dealFields>;

/** Whoever may not see the stage or the currency leaves them out: they stay as they are. */
export const dealUpdate = dealFields.extend({
  id: z.uuid(),
  version: version(),
  stageId: unlessHidden(dealFields.shape.stageId),
  currency: unlessHidden(dealFields.shape.currency),
});

/** A move to another stage, with what that stage asks for. What is left out or null stays as the deal has it. */
export const dealMove = dealFields
  .pick({
    stageId: true,
    valueMinor: true,
    expectedCloseDate: true,
    actualCloseDate: true,
    lostReason: true,
    companyId: true,
    probability: true,
  })
  .extend({ id: z.uuid(), version: version() });

export const dealList = {
  sorts: ["title", "value", "expected", "closed", "updated", "created"],
  defaultSort: "-value",
  filters: ["stage", "kind", "owner", "company", "product", "contact", "closed", "activity"],
} as const satisfies ListSpec;

export const dealListInput = listInput(dealList);

export const dealFilters = dealListInput.pick({ q: true, filters: true });
export type DealFilters = z.output<typeof dealFilters>;
