import { z } from "zod";
import { importEntities } from "./fields/types";
import { planSchema } from "./plan";
import { limits, partSize } from "./read/limits";

export const importId = z.object({ id: z.uuid() });

export const startInput = z.object({
  entity: z.enum(importEntities),
  fileName: z.string().trim().min(1, "The file has no name.").max(255),
  fileSize: z
    .number()
    .int()
    .min(1, "This file is empty.")
    .max(
      limits.bytes,
      `One import takes ${limits.bytes / 1024 / 1024} MB. Split the file and import the parts one after the other.`,
    ),
});

export const partInput = importId.extend({
  part: z
    .number()
    .int()
    .min(0)
    .max(Math.ceil(limits.bytes / partSize)),
  bytes: z
    .custom<Uint8Array>((value) => value instanceof Uint8Array)
    .refine((bytes) => bytes.length <= partSize, "This part of the file is too large."),
});

export const planInput = importId.extend({ plan: planSchema });

export const outcomeFilters = [
  "created",
  "updated",
  "unchanged",
  "skipped",
  "error",
  "related",
  "kept",
] as const;
export const rowsInput = importId.extend({
  outcome: z.enum(outcomeFilters).optional(),
  /** The line after which the page begins, with the id of its row. */
  after: z.object({ line: z.number().int(), id: z.uuid() }).optional(),
});
