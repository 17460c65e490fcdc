import { Select } from "@/components/ui/select";
import type { ResourceName } from "@/lib/rbac/resources";
import { CUSTOM, comparables, hasCustomFields } from "./attributes";

type Props = { value: string; resource: ResourceName | null; onValueChange: (attr: string) => void };

/** What is compared, in groups: of the record, of whoever asks. */
export function AttributeSelect({ value, resource, onValueChange }: Props) {
  const groups = comparables(resource).map(({ label, items }, index) => ({
    label,
    options: [
      ...items.map((item) => ({ value: item.attr, label: item.label })),
      ...(index === 0 && hasCustomFields(resource) ? [{ value: CUSTOM, label: "A custom field" }] : []),
    ],
  }));
  return (
    <Select
      aria-label="What is compared"
      options={groups}
      value={value}
      onChange={(event) => onValueChange(event.target.value)}
    />
  );
}
