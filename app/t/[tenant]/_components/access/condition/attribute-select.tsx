import { ChevronDown } from "lucide-react";
import { cn } from "@/components/ui/cn";
import { fieldStyles } from "@/components/ui/field-styles";
import type { ResourceName } from "@/lib/rbac/resources";
import { CUSTOM, comparables, hasCustomFields } from "./attributes";

type Props = { value: string; resource: ResourceName | null; onValueChange: (attr: string) => void };

/** What is compared, in groups: of the record, of whoever asks. */
export function AttributeSelect({ value, resource, onValueChange }: Props) {
  return (
    <span className="relative inline-flex w-full min-w-0">
      <select
        aria-label="What is compared"
        value={value}
        onChange={(event) => onValueChange(event.target.value)}
        className={cn(fieldStyles, "appearance-none truncate pr-8")}
      >
        {comparables(resource).map(({ label, items }, index) => (
          <optgroup key={label} label={label}>
            {items.map((item) => (
              <option key={item.attr} value={item.attr}>
                {item.label}
              </option>
            ))}
            {index === 0 && hasCustomFields(resource) && <option value={CUSTOM}>A custom field</option>}
          </optgroup>
        ))}
      </select>
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-2.5 size-4 -translate-y-1/2 text-muted"
      />
    </span>
  );
}
