import { z } from "zod";
import { requiredText } from "@/lib/records/fields";

/** How long a visit may last, in minutes. */
export const DURATIONS = [15, 60, 240] as const;

export const enterInput = z.object({
  tenantId: z.uuid(),
  reason: requiredText("A reason", 300).refine(
    (reason) => reason.length >= 10,
    "Say in at least 10 characters why: the people of this workspace read it.",
  ),
  minutes: z.coerce
    .number()
    .refine((minutes) => DURATIONS.some((one) => one === minutes), "Choose how long."),
  mode: z.enum(["read", "write"]).default("read"),
});

/** `workspace` is a slug; `knock` is what the browser was told at its door. */
export const openInput = z.object({
  workspace: z.string().max(63),
  knock: z.string().max(100).nullable().default(null),
});

export const accessInput = z.object({ access: z.enum(["none", "read", "write"]) });
