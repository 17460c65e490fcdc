import { formatMoney } from "@/lib/format/money";
import type { Context } from "@/lib/kernel";
import type { Permission } from "@/lib/rbac/permissions";
import type { Choice } from "./pick";

type Search = ((ctx: Context, input: { ids: string[] }) => Promise<Choice[]>) & {
  info: { permission: string };
};

/** The names behind these ids, of what the member may see: nothing where they may see none of the kind. */
export const choicesOf = async (ctx: Context, search: Search, ids: string[]): Promise<Choice[]> =>
  ids.length > 0 && ctx.can(search.info.permission as Permission) ? search(ctx, { ids }) : [];

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
