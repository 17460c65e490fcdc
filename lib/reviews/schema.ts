import { z } from "zod";
import { type ListSpec, listInput } from "@/lib/lists/state";
import { optionalText, requiredText } from "@/lib/records/fields";

/** Filters: `decision` is keep, revoke, gone, or `open` for what nobody has decided; `person` is whom it was given to. */
export const reviewItemList = {
  sorts: ["order"],
  defaultSort: "order",
  filters: ["decision", "kind", "person"],
} as const satisfies ListSpec;

export const reviewItemListInput = listInput(reviewItemList).extend({ reviewId: z.uuid() });

export const reviewStart = z.object({ name: requiredText("A name", 100) });

const note = { note: optionalText(500) };

export const reviewKeep = z.object({
  reviewId: z.uuid(),
  ids: z.array(z.uuid()).min(1, "Choose at least one.").max(500, "Choose at most 500."),
  ...note,
});
export const reviewReopen = reviewKeep.omit({ note: true });
export const reviewRevoke = z.object({ reviewId: z.uuid(), id: z.uuid(), ...note });
export const reviewClose = z.object({ reviewId: z.uuid() });
