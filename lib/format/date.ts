import { cached } from "./cache";

const dates = cached(
  (locale: string, zone: string) => new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: zone }),
);

const moments = cached(
  (locale: string, zone: string) =>
    new Intl.DateTimeFormat(locale, {
      day: "numeric",
      month: "short",
      year: "numeric",
      hour: "numeric",
      minute: "2-digit",
      timeZone: zone,
      timeZoneName: "short",
    }),
);

const times = cached(
  (locale: string, zone: string) =>
    new Intl.DateTimeFormat(locale, { hour: "numeric", minute: "2-digit", timeZone: zone }),
);

/** en-CA writes days as ISO does. */
const isoDays = cached(
  (zone: string) =>
    new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" }),
);

/** A day without a time, as PostgreSQL's `date` gives it: `2017-03-12`. */
export type Day = string;

const dayPattern = /^\d{4}-\d{2}-\d{2}$/;

/**
 * A moment in the person's zone, or a calendar day as it is: a day has no zone, so it is never shifted by one.
 */
export function formatDate(value: Date | Day, locale: string, zone: string): string {
  const isDay = typeof value === "string" && dayPattern.test(value);
  return dates(locale, isDay ? "UTC" : zone).format(new Date(value));
}

/** The exact moment, with its zone, as the hover of a relative time shows it. */
export function formatMoment(value: Date | string, locale: string, zone: string): string {
  return moments(locale, zone).format(new Date(value));
}

/** The time of day, `14:20`, of a moment that is near. */
export function formatTime(value: Date | string, locale: string, zone: string): string {
  return times(locale, zone).format(new Date(value));
}

/** The day that it is in `zone` at this moment. */
export function dayIn(zone: string, moment: Date | string): Day {
  return isoDays(zone).format(new Date(moment));
}

/** Whole days from one calendar day to another; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}
