import { formatMoney } from "@/lib/format/money";
import type { Choice } from "./pick";

/** Words a reference with the name of what it refers to. */
export const namedBy =
  (choices: Choice[]) =>
  (value: unknown): string | undefined =>
    choices.find((choice) => choice.id === value)?.label;

/** Words an amount in minor units. */
export const moneyOf =
  (currency: string, settings: { locale: string; currency: string }) =>
  (value: unknown): string | undefined =>
    typeof value === "bigint"
      ? formatMoney({ amountMinor: value, currency }, { locale: settings.locale, home: settings.currency })
      : undefined;

/** The ids among some values of a reference field, without doubles. */
export const idsAmong = (...values: (string | null)[]): string[] => [
  ...new Set(values.filter((value) => value !== null)),
];
