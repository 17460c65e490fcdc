import { z } from "zod";

/** A year of closing dates; null for all of them. */
const year = z.number().int().min(1000).max(9999).nullable();

export const dashboardFrame = z.object({ year: year.default(null) });

/** The year of `?year=2017`; null for anything else. */
export function parseYear(value: string | string[] | undefined): number | null {
  return typeof value === "string" && /^[1-9]\d{3}$/.test(value) ? Number(value) : null;
}
