"use client";

import { type ComponentProps, useState } from "react";
import { formatAmount, type Money, parseMoney } from "@/lib/format/money";
import { useFormat } from "./format-context";
import { Input } from "./input";

type Props = Omit<ComponentProps<"input">, "type" | "value" | "onChange"> & {
  value: Money | null;
  /** The currency of what is typed. */
  currency: string;
  /** `reason` says why the text is no amount; the value is null then. */
  onValueChange: (value: Money | null, reason: string | null) => void;
};

/** Reads an amount as the person writes it, and writes it properly when they leave the field. */
export function MoneyInput({ value, currency, onValueChange, onBlur, ...rest }: Props) {
  const { locale } = useFormat();
  const written = value ? formatAmount(value, locale) : "";
  const [draft, setDraft] = useState<string | null>(null);
  const change = (text: string) => {
    setDraft(text);
    if (!text.trim()) return onValueChange(null, null);
    const parsed = parseMoney(text, currency, locale);
    if (parsed.ok) onValueChange({ amountMinor: parsed.amountMinor, currency }, null);
    else onValueChange(null, parsed.reason);
  };
  return (
    <span className="relative block">
      <Input
        {...rest}
        inputMode="decimal"
        autoComplete="off"
        className="pr-12 text-right tabular-nums"
        value={draft ?? written}
        onChange={(event) => change(event.target.value)}
        onBlur={(event) => {
          // What is no amount stays as typed, so that it can be corrected.
          if (value || !draft?.trim()) setDraft(null);
          onBlur?.(event);
        }}
      />
      <span className="pointer-events-none absolute top-1/2 right-2.5 -translate-y-1/2 text-xs text-muted">
        {currency}
      </span>
    </span>
  );
}
