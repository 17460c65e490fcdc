import { z } from "zod";

/** Reusable pieces of the entities' schemas. An empty text is null: a form has no other way to say "nothing". */
const emptyToNull = (value: unknown) => (typeof value === "string" && value.trim() === "" ? null : value);

/** PostgreSQL stores no NUL, and a lone surrogate is not text. */
const clean = (text: string) => !text.includes("\u0000") && text.isWellFormed();
const unclean = "This text holds characters that cannot be stored.";

export const requiredText = (label: string, max = 200) =>
  z
    .string({ error: `${label} is needed.` })
    .trim()
    .min(1, `${label} is needed.`)
    .max(max, `Use at most ${max} characters.`)
    .refine(clean, unclean);

export const optionalText = (max = 200) =>
  z.preprocess(
    emptyToNull,
    z
      .string()
      .trim()
      .max(max, `Use at most ${max} characters.`)
      .refine(clean, unclean)
      .nullable()
      .default(null),
  );

export const optionalEmail = () =>
  z.preprocess(
    emptyToNull,
    z
      .string()
      .trim()
      .max(254, "Use at most 254 characters.")
      .regex(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, "This is not an e-mail address: it reads like name@company.com.")
      .refine(clean, unclean)
      .nullable()
      .default(null),
  );

export const optionalId = () =>
  z.preprocess(emptyToNull, z.uuid("Choose one from the list.").nullable().default(null));

/** A calendar date without a time, `YYYY-MM-DD`. */
export const optionalDate = () =>
  z.preprocess(emptyToNull, z.iso.date("Write the date as YYYY-MM-DD.").nullable().default(null));

const LARGEST = 9_000_000_000_000_000n;

/** An amount in minor units. */
export const optionalMinor = () =>
  z
    .bigint("Write an amount, such as 1,234.50.")
    .min(-LARGEST, "This amount is too large.")
    .max(LARGEST, "This amount is too large.")
    .nullable()
    .default(null);

export const currencyCode = () => z.string().regex(/^[A-Z]{3}$/, "Use a currency code, such as USD.");

/** The version that the editor read: what the optimistic lock compares. */
export const version = () => z.number().int().positive();
