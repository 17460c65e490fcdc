"use client";

import { Badge } from "@/components/ui/badge";
import { Select } from "@/components/ui/select";
import { fieldsOf } from "@/lib/imports/fields";
import type { ImportEntity } from "@/lib/imports/fields/types";
import type { ImportPlan } from "@/lib/imports/plan";
import { ColumnSettings } from "./column-settings";
import type { ReadFile } from "./editor";
import { type Change, withField } from "./use-plan";

type Props = {
  entity: ImportEntity;
  column: ReadFile["columns"][number];
  plan: ImportPlan;
  change: Change;
  format: string | undefined;
};

const doubts = { certain: null, likely: "likely", guess: "a guess" } as const;

export function ColumnRow({ entity, column, plan, change, format }: Props) {
  const planned = plan.columns.find((one) => one.column === column.column);
  const field = fieldsOf[entity].find(({ name }) => name === planned?.field);
  const doubt = column.confidence && planned?.field === column.field ? doubts[column.confidence] : null;
  return (
    <tr className="border-b align-top last:border-0 max-md:grid max-md:py-2">
      <th scope="row" className="text-left font-medium md:py-2 md:pr-4 md:leading-8">
        {column.name}
      </th>
      <td className="text-muted max-md:min-w-0 md:max-w-60 md:py-2 md:pr-4 md:leading-8">
        <span className="block truncate">{column.sample.join(" · ") || "Empty"}</span>
      </td>
      <td className="max-md:pt-1 md:py-2 md:pr-4">
        <Select
          aria-label={`${column.name} goes into`}
          emptyLabel="Not imported"
          options={fieldsOf[entity].map(({ name, label }) => ({ value: name, label }))}
          value={planned?.field ?? ""}
          onChange={(event) => change(withField(entity, plan, column.column, event.target.value || null))}
        />
        {doubt && (
          <span className="mt-1 block">
            <Badge tone="warn">Matched by itself: {doubt}</Badge>
          </span>
        )}
      </td>
      <td className="max-md:pt-1 md:py-2">
        {field && planned && (
          <ColumnSettings
            field={field}
            planned={planned}
            plan={plan}
            change={change}
            format={format}
            name={column.name}
            sample={column.sample[0]}
          />
        )}
      </td>
    </tr>
  );
}
