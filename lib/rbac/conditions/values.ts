import { isStorable } from "../../format/storable";
import type { SubjectType } from "./subjects";

/** A value ready to be compared: a moment in milliseconds, an id in lower case, a date as YYYY-MM-DD. */
export type Value = string | number | bigint | boolean;

const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;

/** The longest text that a condition may compare with, in UTF-16 code units. */
export const MAX_TEXT = 500;

const isRealDate = (text: string): boolean => {
  const date = new Date(`${text}T00:00:00Z`);
  return !text.startsWith("0000") && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
};

const isText = (value: unknown): value is string =>
  typeof value === "string" && value.length <= MAX_TEXT && isStorable(value);

/** Whether a condition may compare a single value of this type with the literal; a list is compared with what it holds. */
export function isLiteralOf(type: SubjectType, literal: unknown): literal is string | number | boolean {
  if (type === "boolean") return typeof literal === "boolean";
  if (type === "number") return Number.isFinite(literal);
  if (type === "json") return isText(literal) || Number.isFinite(literal) || typeof literal === "boolean";
  if (!isText(literal)) return false;
  if (type === "id" || type === "ids") return UUID.test(literal);
  if (type === "date") return DATE.test(literal) && isRealDate(literal);
  if (type === "moment")
    return MOMENT.test(literal) && isRealDate(literal.slice(0, 10)) && !Number.isNaN(Date.parse(literal));
  return true;
}

const text = (raw: unknown) => (typeof raw === "string" ? raw : null);
const id = (raw: unknown) => (typeof raw === "string" ? raw.toLowerCase() : null);

/**
 * What a record, a member or a request holds, as a value of the type; null when it is not there or is of another type, which makes every
 * comparison unknown. Of a list: one that it holds.
 */
export const held: Record<SubjectType, (raw: unknown) => Value | null> = {
  text,
  texts: text,
  id,
  ids: id,
  number: (raw) => (typeof raw === "bigint" || Number.isFinite(raw) ? (raw as number | bigint) : null),
  boolean: (raw) => (typeof raw === "boolean" ? raw : null),
  json: (raw) =>
    typeof raw === "string" || typeof raw === "number" || typeof raw === "boolean" ? raw : null,
  moment: (raw) => (raw instanceof Date && !Number.isNaN(raw.getTime()) ? raw.getTime() : null),
  date: (raw) => (typeof raw === "string" && DATE.test(raw) ? raw : null),
};

/** A literal that `isLiteralOf` let through, ready to be compared. */
export function literalOf(type: SubjectType, literal: string | number | boolean): Value {
  if (type === "moment" && typeof literal === "string") return Date.parse(literal);
  return (type === "id" || type === "ids") && typeof literal === "string" ? literal.toLowerCase() : literal;
}

/** Below zero, zero or above; null for two of different types. Text goes by code point, as COLLATE "C" does in UTF-8; numbers are exact. */
export function compare(a: Value, b: Value): number | null {
  if (typeof a === "string") return typeof b === "string" ? compareText(a, b) : null;
  if (typeof a === "boolean") return typeof b === "boolean" ? Number(a) - Number(b) : null;
  if (typeof b === "string" || typeof b === "boolean") return null;
  if (typeof a === "bigint" && typeof b === "number") {
    // Much faster than to compare the two as they are. What rounding makes equal may not be.
    const rounded = Number(a);
    if (rounded !== b) return rounded < b ? -1 : 1;
  }
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Code units would put what lies past U+FFFF before U+E000 to U+FFFF. */
function compareText(a: string, b: string): number {
  if (a === b) return 0;
  const end = Math.min(a.length, b.length);
  for (let i = 0; i < end; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return rank(x) - rank(y);
  }
  return a.length - b.length;
}

const rank = (unit: number): number => (unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit);
