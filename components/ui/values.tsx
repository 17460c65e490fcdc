"use client";

import { formatDate, formatMoment } from "@/lib/format/date";
import { formatMoney, type Money } from "@/lib/format/money";
import { formatNumber } from "@/lib/format/number";
import { formatRelative } from "@/lib/format/relative";
import { useFormat } from "./format-context";

/** Money in the person's locale; a dash where there is none. */
export function MoneyText({ value, whole }: { value: Money | null; whole?: boolean }) {
  const { locale, currency } = useFormat();
  if (!value) return <Nothing />;
  return <span className="tabular-nums">{formatMoney(value, { locale, home: currency, whole })}</span>;
}

export function NumberText({ value, digits }: { value: number | bigint | null; digits?: number }) {
  const { locale } = useFormat();
  if (value === null) return <Nothing />;
  return <span className="tabular-nums">{formatNumber(value, locale, digits)}</span>;
}

/** A calendar day, or the day of a moment in the person's zone. */
export function DateText({ value }: { value: string | Date | null }) {
  const { locale, zone } = useFormat();
  if (!value) return <Nothing />;
  return (
    <time dateTime={typeof value === "string" ? value : value.toISOString()}>
      {formatDate(value, locale, zone)}
    </time>
  );
}

/** "3 hours ago", with the exact moment on hover. */
export function RelativeTime({ value }: { value: string | Date | null }) {
  const { locale, zone, now } = useFormat();
  if (!value) return <Nothing />;
  return (
    <time dateTime={new Date(value).toISOString()} title={formatMoment(value, locale, zone)}>
      {formatRelative(value, now, locale, zone)}
    </time>
  );
}

function Nothing() {
  return <span className="text-faint">—</span>;
}
