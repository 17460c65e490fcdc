import { cached } from "./cache";
import { type Day, daysBetween, formatDate } from "./date";

const formats = cached((locale: string) => new Intl.RelativeTimeFormat(locale, { numeric: "auto" }));

const steps: [unit: Intl.RelativeTimeFormatUnit, seconds: number][] = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

/** `3 hours ago`, `yesterday`; the date itself once it is more than 30 days away, where counting stops helping. */
export function formatRelative(
  value: Date | string,
  now: Date | string,
  locale: string,
  zone: string,
): string {
  const seconds = (new Date(value).getTime() - new Date(now).getTime()) / 1000;
  const format = formats(locale);
  if (Math.abs(seconds) > 30 * 86_400) return formatDate(new Date(value), locale, zone);
  for (const [unit, size] of steps) {
    if (Math.abs(seconds) >= size) return format.format(Math.trunc(seconds / size), unit);
  }
  return format.format(0, "second");
}

/** The same for calendar days: `today`, `in 3 days`, `2 days ago`. */
export function formatRelativeDay(day: Day, today: Day, locale: string): string {
  const days = daysBetween(today, day);
  if (Math.abs(days) > 30) return formatDate(day, locale, "UTC");
  return formats(locale).format(days, "day");
}
