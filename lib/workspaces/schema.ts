import { z } from "zod";
import { slugProblem } from "@/lib/tenancy/slug";
import { CONSOLE } from "./addresses";

/** Asks Intl itself whether it knows a zone, a currency or a locale: server and browser list them differently. */
function known(test: () => unknown): boolean {
  try {
    return Boolean(test());
  } catch {
    return false;
  }
}

export const slug = z
  .string()
  .trim()
  .toLowerCase()
  .superRefine((value, issues) => {
    const problem = slugProblem(value);
    if (problem) issues.addIssue({ code: "custom", message: problem });
  });

export const createWorkspaceInput = z.object({
  name: z.string().trim().min(1, "Name your workspace.").max(120, "Use at most 120 characters."),
  slug,
  zone: z
    .string()
    .refine((zone) => known(() => new Intl.DateTimeFormat("en", { timeZone: zone })), "Choose a time zone."),
  currency: z
    .string()
    .refine((code) => Intl.supportedValuesOf("currency").includes(code), "Choose a currency."),
  locale: z
    .string()
    .max(35)
    .refine(
      (tag) => known(() => Intl.NumberFormat.supportedLocalesOf(tag).length > 0),
      "Choose how to write numbers and dates.",
    ),
});

export const checkSlugInput = z.object({ slug: z.string().trim().toLowerCase().max(100) });

/** `workspace` is a slug; null is the apex. `to` is a path inside; `knock` is what the browser was told there. */
export const openInput = z.object({
  workspace: z.string().max(63).nullable(),
  to: z.string().default("/"),
  knock: z.string().max(100).nullable().default(null),
});

/** `from` is the slug of the host that the browser comes from, or the console; null is the apex. */
export const knockInput = z.object({
  from: z.literal(CONSOLE).or(slug).nullable(),
  to: z.string().default("/"),
});

/** `key` is the browser's own, out of its cookie. */
export const enterInput = z.object({ code: z.string().max(100), key: z.string().max(100) });
