"use client";

import { type KeyboardEvent, useState } from "react";
import { useFormat } from "@/components/ui/format-context";
import { Input } from "@/components/ui/input";
import { parseNumber } from "@/lib/format/decimal";
import { formatAmount, parseMoney } from "@/lib/format/money";
import { Chips } from "./chips";
import { NO_NUMBER, type ValueProps, writtenNumber } from "./value";

/** Several texts or numbers. Enter adds what is typed, and so does leaving the field; Backspace takes the last one back. */
export function ValueList({ comparable, value, onValueChange, label }: ValueProps) {
  const { locale, currency } = useFormat();
  const [text, setText] = useState("");
  const items = Array.isArray(value) ? (value as (string | number)[]) : [];
  const write = (item: string | number): string => {
    if (typeof item === "string") return item;
    return comparable.isMoney && Number.isInteger(item)
      ? formatAmount({ amountMinor: BigInt(item), currency }, locale)
      : writtenNumber(item, locale);
  };
  const read = (typed: string): string | number | null => {
    if (comparable.type !== "number") return typed;
    if (!comparable.isMoney) return parseNumber(typed, locale);
    const amount = parseMoney(typed, currency, locale);
    return amount.ok && Number.isSafeInteger(Number(amount.amountMinor)) ? Number(amount.amountMinor) : null;
  };
  const add = () => {
    const typed = text.trim();
    if (typed === "") return;
    const item = read(typed);
    if (item === null) return onValueChange(value, NO_NUMBER);
    onValueChange([...new Set([...items, item])], null);
    setText("");
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter") {
      event.preventDefault();
      add();
    } else if (event.key === "Backspace" && text === "") onValueChange(items.slice(0, -1));
  };
  return (
    <span className="grid min-w-0 content-start gap-1">
      <Chips
        label={comparable.label}
        items={items.map((item) => ({ id: String(item), label: write(item) }))}
        onRemove={(id) => onValueChange(items.filter((item) => String(item) !== id))}
      />
      <Input
        aria-label={label}
        autoComplete="off"
        placeholder={items.length > 0 ? "Another one" : "Type one, press Enter"}
        maxLength={500}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          if (event.target.value.trim() === "") onValueChange(value, null);
        }}
        onKeyDown={onKeyDown}
        onBlur={add}
      />
    </span>
  );
}
