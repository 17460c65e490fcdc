import { z } from "zod";
import { isStorable, NOT_STORABLE } from "@/lib/format/storable";

/** Reusable pieces of the entities' schemas. An empty text is null: a form has no other way to say "nothing". */
const emptyToNull = (value: unknown) => (typeof value === "string" && value.trim() === "" ? null : value);

export const requiredText = (label: string, max = 200) =>
  z
    .string({ error: `${label} is needed.` })
    .trim()
    .min(1, `${label} is needed.`)
    .max(max, `Use at most ${max} characters.`)
    .refine(isStorable, NOT_STORABLE);

export const optionalText = (max = 200) =>
  z.preprocess(
    emptyToNull,
    z
      .string()
      .trim()
      .max(max, `Use at most ${max} characters.`)
      .refine(isStorable, NOT_STORABLE)
      .nullable()
      .default(null),
  );

export const optionalEmail = () =>
  z.preprocess(
    emptyToNull,
    z
      .string()
      .trim()
      // Stops here: on a long text this pattern would hold the server for minutes.
      .max(254, { error: "Use at most 254 characters.", abort: true })
      .regex(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, "This is not an e-mail address: it reads like name@company.com.")
      .refine(isStorable, NOT_STORABLE)
      .nullable()
      .default(null),
  );

export const optionalId = () =>
  z.preprocess(emptyToNull, z.uuid("Choose one from the list.").nullable().default(null));

/** A calendar date without a time, `YYYY-MM-DD`. */
export const optionalDate = () =>
  z.preprocess(
    emptyToNull,
    z.iso
      .date("Write the date as YYYY-MM-DD.")
      // Compared as text, which sorts as dates do. A mistyped year would stretch every list and chart.
      .refine((date) => date >= "1900" && date < "2200", "Write a year from 1900 to 2199.")
      .nullable()
      .default(null),
  );

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

/** Of an edit: a field that every record has, left out by an editor who does not see it. An empty one counts as left out. */
export const unlessHidden = <Field extends z.ZodType>(field: Field) =>
  z.preprocess((value) => emptyToNull(value) ?? undefined, field.optional());

/** A whole number within bounds. */
export const optionalCount = (least: number, most: number) =>
  z
    .number("Write a whole number.")
    .int("Write a whole number.")
    .min(least, `Use ${least} or more.`)
    .max(most, `Use ${most} or less.`)
    .nullable()
    .default(null);

const DOMAIN = /^(?=.{1,253}$)([\p{L}\p{N}]([\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]{2,63}$/u;

/** A web domain; out of a pasted address only the host is kept. */
export const optionalDomain = () =>
  z.preprocess((value) => {
    const text = emptyToNull(value);
    if (typeof text !== "string") return text;
    const [host] = text
      .trim()
      .toLowerCase()
      .replace(/^[a-z]+:\/\//, "")
      .split(/[/?#]/);
    return host?.replace(/^www\./, "");
  }, z
    .string()
    .regex(DOMAIN, "This is not a web domain: it reads like company.com.")
    .nullable()
    .default(null));

/** Tags without doubles. No commas: they separate the values of a filter in the address. */
export const tagList = () =>
  z
    .array(
      z
        .string()
        .trim()
        .min(1)
        .max(50, "Use at most 50 characters for a tag.")
        .refine((tag) => !tag.includes(",") && isStorable(tag), "A tag holds no comma."),
    )
    .max(30, "Use at most 30 tags.")
    .default([])
    .transform((tags) => [...new Set(tags)]);
