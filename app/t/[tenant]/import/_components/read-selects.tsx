"use client";

import { useId } from "react";
import { Label } from "@/components/ui/label";
import { type Option, Select } from "@/components/ui/select";
import type { ImportPlan } from "@/lib/imports/plan";
import { type Delimiter, delimiterNames, delimiters } from "@/lib/imports/read/delimiter";
import { encodings } from "@/lib/imports/read/encoding";
import type { Change } from "./use-plan";

type Props = {
  plan: ImportPlan;
  change: Change;
  /** What was found by itself, for the first entry of each select. */
  found?: { encoding: string; delimiter: Delimiter; header: boolean };
};

/** How the file is read: each says what was found, and can be set. */
export function ReadSelects({ plan, change, found }: Props) {
  const read = (part: Partial<ImportPlan["read"]>) =>
    change({ read: { ...plan.read, ...part }, columns: [], key: null, edits: [] });
  const auto = (value: string | undefined) => (value ? `Found: ${value}` : "Automatic");
  return (
    <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
      <Choice
        label="Encoding"
        emptyLabel={auto(plan.read.encoding ? undefined : found?.encoding.toUpperCase())}
        value={plan.read.encoding}
        options={encodings.map((value) => ({ value, label: value.toUpperCase() }))}
        onChoose={(encoding) => read({ encoding })}
      />
      <Choice
        label="Delimiter"
        emptyLabel={auto(plan.read.delimiter || !found ? undefined : delimiterNames[found.delimiter])}
        value={plan.read.delimiter}
        options={delimiters.map((value) => ({ value, label: delimiterNames[value] }))}
        onChoose={(delimiter) => read({ delimiter })}
      />
      <Choice
        label="First row"
        emptyLabel={auto(
          plan.read.header !== undefined || !found ? undefined : found.header ? "names" : "data",
        )}
        value={plan.read.header === undefined ? undefined : plan.read.header ? "names" : "data"}
        options={[
          { value: "names", label: "Names of the columns" },
          { value: "data", label: "Data" },
        ]}
        onChoose={(first) => read({ header: first === undefined ? undefined : first === "names" })}
      />
      <Choice
        label="Quotes"
        emptyLabel="Around cells"
        value={plan.read.quotes === "text" ? "text" : undefined}
        options={[{ value: "text", label: "Ordinary characters" }]}
        onChoose={(quotes) => read({ quotes })}
      />
    </div>
  );
}

type ChoiceProps<T extends string> = {
  label: string;
  emptyLabel: string;
  value: T | undefined;
  options: (Option & { value: T })[];
  onChoose: (value: T | undefined) => void;
};

function Choice<T extends string>({ label, emptyLabel, value, options, onChoose }: ChoiceProps<T>) {
  const id = useId();
  return (
    <div className="grid gap-1">
      <Label htmlFor={id}>{label}</Label>
      <Select
        id={id}
        emptyLabel={emptyLabel}
        options={options}
        value={value ?? ""}
        onChange={(event) => onChoose(options.find((one) => one.value === event.target.value)?.value)}
      />
    </div>
  );
}
