"use client";

import { useState } from "react";
import { DateInput } from "@/components/ui/date-input";
import { useFormat } from "@/components/ui/format-context";
import { Input } from "@/components/ui/input";
import { MoneyInput } from "@/components/ui/money-input";
import { Select } from "@/components/ui/select";
import { parseNumber } from "@/lib/format/decimal";
import { RecordList, RecordValue } from "./record-value";
import { NO_NUMBER, type ValueProps, writtenNumber } from "./value";
import { ValueList } from "./value-list";

/** What an attribute is compared with: the field that its type asks for. */
export function ValueField({ isList, ...given }: Omit<ValueProps, "label"> & { isList: boolean }) {
  const { comparable } = given;
  const label = `What ${comparable.label} is compared with`;
  const props = { ...given, label };
  if (comparable.type === "id") return isList ? <RecordList {...props} /> : <RecordValue {...props} />;
  if (isList) return <ValueList {...props} />;
  switch (comparable.type) {
    case "number":
      return comparable.isMoney ? <AmountValue {...props} /> : <NumberValue {...props} />;
    case "boolean":
      return <BooleanValue {...props} />;
    case "date":
      return <DateValue {...props} />;
    case "moment":
      return <MomentValue {...props} />;
    default:
      return (
        <Input
          aria-label={label}
          autoComplete="off"
          maxLength={500}
          value={typeof given.value === "string" ? given.value : ""}
          onChange={(event) => given.onValueChange(event.target.value)}
        />
      );
  }
}

function AmountValue({ value, onValueChange, label }: ValueProps) {
  const { currency } = useFormat();
  return (
    <MoneyInput
      aria-label={label}
      currency={currency}
      value={
        typeof value === "number" && Number.isInteger(value) ? { amountMinor: BigInt(value), currency } : null
      }
      onValueChange={(money, reason) => {
        const amount = money && Number(money.amountMinor);
        const tooLarge = amount !== null && !Number.isSafeInteger(amount);
        onValueChange(tooLarge ? null : amount, tooLarge ? "This amount is too large." : reason);
      }}
    />
  );
}

function NumberValue({ value, onValueChange, label }: ValueProps) {
  const { locale } = useFormat();
  const [text, setText] = useState(() => (typeof value === "number" ? writtenNumber(value, locale) : ""));
  return (
    <Input
      aria-label={label}
      inputMode="decimal"
      autoComplete="off"
      className="text-right tabular-nums"
      value={text}
      onChange={(event) => {
        setText(event.target.value);
        const read = parseNumber(event.target.value, locale);
        const problem = read === null && event.target.value.trim() !== "" ? NO_NUMBER : null;
        onValueChange(read, problem);
      }}
    />
  );
}

const yesNo = [
  { value: "true", label: "Yes" },
  { value: "false", label: "No" },
];

function BooleanValue({ value, onValueChange, label }: ValueProps) {
  return (
    <Select
      aria-label={label}
      options={yesNo}
      emptyLabel="Choose"
      value={typeof value === "boolean" ? String(value) : ""}
      onChange={(event) => onValueChange(event.target.value === "" ? null : event.target.value === "true")}
    />
  );
}

const days = [
  { value: "today", label: "Today" },
  { value: "day", label: "A day" },
];

function DateValue({ comparable, value, onValueChange, label }: ValueProps) {
  const isToday = typeof value === "object" && value !== null && "var" in value;
  const input = (
    <DateInput
      aria-label={label}
      value={typeof value === "string" ? value : null}
      onValueChange={(day) => onValueChange(day)}
    />
  );
  // Today's date compared with itself would say nothing.
  if (comparable.attr === "request.today") return input;
  return (
    <span className="grid min-w-0 grid-cols-[6.5rem_minmax(0,1fr)] gap-1.5">
      <Select
        aria-label="Today, or a day"
        options={days}
        value={isToday ? "today" : "day"}
        onChange={(event) => onValueChange(event.target.value === "today" ? { var: "request.today" } : null)}
      />
      {!isToday && input}
    </span>
  );
}

/** A day stands for its first moment in UTC, so that it means the same to everybody. */
function MomentValue({ value, onValueChange, label }: ValueProps) {
  return (
    <DateInput
      aria-label={label}
      value={typeof value === "string" ? value.slice(0, 10) : null}
      onValueChange={(day) => onValueChange(day && `${day}T00:00:00.000Z`)}
    />
  );
}
