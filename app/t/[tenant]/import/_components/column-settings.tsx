"use client";

import { useFormat } from "@/components/ui/format-context";
import { Select } from "@/components/ui/select";
import { formatDate } from "@/lib/format/date";
import { formatMoney } from "@/lib/format/money";
import type { Field } from "@/lib/imports/fields/types";
import type { ImportPlan, PlannedColumn } from "@/lib/imports/plan";
import { type DateFormat, dateExamples, dateFormats, readDate } from "@/lib/imports/values/date";
import { type MoneyUnit, moneyUnits, readMoney } from "@/lib/imports/values/money";
import { type NumberFormat, numberFormats } from "@/lib/imports/values/number";
import { type Change, withSettings } from "./use-plan";

type Props = {
  field: Field;
  planned: PlannedColumn;
  plan: ImportPlan;
  change: Change;
  /** How the column is read now. */
  format: string | undefined;
  name: string;
  sample: string | undefined;
};

const unitNames: Record<MoneyUnit, string> = {
  one: "as written",
  thousand: "in thousands",
  million: "in millions",
  billion: "in billions",
};

/** How a column's dates, numbers or amounts are read, with the first value as it comes out. */
export function ColumnSettings({ field, planned, plan, change, format, name, sample }: Props) {
  const { locale, zone, currency: home } = useFormat();
  const set = (settings: Partial<PlannedColumn>) => change(withSettings(plan, planned.column, settings));
  if (field.kind === "date") {
    const dateFormat = dateFormats.find((one) => one === format) ?? "YYYY-MM-DD";
    const read = sample ? readDate(sample, dateFormat) : null;
    return (
      <>
        <Select
          aria-label={`How the dates in ${name} are written`}
          options={dateFormats.map((value) => ({ value, label: `${value} (${dateExamples[value]})` }))}
          value={dateFormat}
          onChange={(event) => set({ dateFormat: event.target.value as DateFormat })}
        />
        <Outcome sample={sample} text={read?.ok ? formatDate(read.value, locale, zone) : null} />
      </>
    );
  }
  if (field.kind !== "money") return null;
  const numberFormat = numberFormats.find((one) => one === format) ?? "1,234.56";
  const currency = plan.currency ?? home;
  const amount = sample
    ? readMoney(sample, { format: numberFormat, unit: planned.unit ?? "one", currency })
    : null;
  return (
    <>
      <span className="flex gap-2">
        <Select
          aria-label={`How the amounts in ${name} are written`}
          options={numberFormats.map((value) => ({ value, label: value }))}
          value={numberFormat}
          onChange={(event) => set({ numberFormat: event.target.value as NumberFormat })}
        />
        <Select
          aria-label={`What one unit in ${name} stands for`}
          options={(Object.keys(moneyUnits) as MoneyUnit[]).map((value) => ({
            value,
            label: unitNames[value],
          }))}
          value={planned.unit ?? "one"}
          onChange={(event) => set({ unit: event.target.value as MoneyUnit })}
        />
      </span>
      <Outcome
        sample={sample}
        text={amount?.ok ? formatMoney({ amountMinor: amount.value, currency }, { locale, home }) : null}
      />
    </>
  );
}

function Outcome({ sample, text }: { sample: string | undefined; text: string | null }) {
  if (!sample) return null;
  return (
    <span className="mt-1 block truncate text-muted text-xs">
      {sample} → {text ?? "cannot be read"}
    </span>
  );
}
