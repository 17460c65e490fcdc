"use client";

import { useId } from "react";
import { Card } from "@/components/ui/card";
import { useFormat } from "@/components/ui/format-context";
import { Label } from "@/components/ui/label";
import { Select } from "@/components/ui/select";
import { currencyOptions } from "@/lib/format/currencies";
import { fieldsOf } from "@/lib/imports/fields";
import { keyFields } from "@/lib/imports/keys";
import type { ImportPlan } from "@/lib/imports/plan";
import { ColumnRow } from "./column-row";
import type { Preview, ReadFile } from "./editor";
import type { Change } from "./use-plan";

type Props = { file: ReadFile; plan: ImportPlan; change: Change; formats: Preview["formats"] };

/** Every column of the file with a sample, the field it goes into, and how its values are read. */
export function ColumnsStep({ file, plan, change, formats }: Props) {
  const matched = plan.columns.length;
  return (
    <Card
      title="Columns"
      actions={
        <span className="text-muted text-sm">
          {matched} of {file.columns.length} imported
        </span>
      }
    >
      <div className="overflow-x-auto">
        <table className="w-full text-sm max-md:block md:min-w-160">
          <caption className="sr-only">Columns of the file and the fields that they go into</caption>
          <thead className="max-md:sr-only">
            <tr className="border-b text-left text-muted text-xs">
              <th className="py-1.5 pr-4 font-normal">Column</th>
              <th className="py-1.5 pr-4 font-normal">Sample</th>
              <th className="w-56 py-1.5 pr-4 font-normal">Goes into</th>
              <th className="w-72 py-1.5 font-normal">Read as</th>
            </tr>
          </thead>
          <tbody className="max-md:block">
            {file.columns.map((column) => (
              <ColumnRow
                key={column.column}
                entity={file.entity}
                column={column}
                plan={plan}
                change={change}
                format={formats[column.column]}
              />
            ))}
          </tbody>
        </table>
      </div>
      <div className="mt-4 flex flex-wrap items-end gap-4">
        <KeySelect file={file} plan={plan} change={change} />
        <CurrencySelect file={file} plan={plan} change={change} />
      </div>
    </Card>
  );
}

type SelectProps = { file: ReadFile; plan: ImportPlan; change: Change };

function KeySelect({ file, plan, change }: SelectProps) {
  const id = useId();
  const keys = keyFields(file.entity, plan.columns);
  return (
    <div className="grid w-64 gap-1">
      <Label htmlFor={id}>Recognise rows by</Label>
      <Select
        id={id}
        emptyLabel="Nothing: add every row as new"
        options={keys.map(({ name, label }) => ({ value: name, label }))}
        value={plan.key ?? ""}
        onChange={(event) => change({ key: event.target.value || null })}
      />
    </div>
  );
}

/** Only where there are amounts whose rows do not name their currency. */
function CurrencySelect({ file, plan, change }: SelectProps) {
  const id = useId();
  const { locale, currency } = useFormat();
  const kinds = plan.columns.map(({ field }) => fieldsOf[file.entity].find(({ name }) => name === field));
  if (!kinds.some((field) => field?.kind === "money") || kinds.some((field) => field?.of === "currency"))
    return null;
  return (
    <div className="grid w-64 gap-1">
      <Label htmlFor={id}>Amounts are in</Label>
      <Select
        id={id}
        options={currencyOptions(locale)}
        value={plan.currency ?? currency}
        onChange={(event) => change({ currency: event.target.value })}
      />
    </div>
  );
}
