import { ChevronDown } from "lucide-react";
import { cn } from "@/components/ui/cn";
import { fieldStyles } from "@/components/ui/field-styles";
import { type Permission, permissions } from "@/lib/rbac/permissions";

type Props = {
  id: string;
  "aria-describedby"?: string;
  value: Permission | null;
  onValueChange: (permission: Permission) => void;
};

const groups = [...new Set(permissions.map(({ resource }) => resource))];
const title = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

/** Every action of the catalogue in its words, by what it is about. */
export function ActionSelect({ value, onValueChange, ...wiring }: Props) {
  return (
    <span className="relative inline-flex w-full min-w-0">
      <select
        {...wiring}
        value={value ?? ""}
        onChange={(event) => onValueChange(event.target.value as Permission)}
        className={cn(fieldStyles, "appearance-none truncate pr-8")}
      >
        {value === null && <option value="">Choose an action</option>}
        {groups.map((group) => (
          <optgroup key={group} label={title(group)}>
            {permissions
              .filter(({ resource }) => resource === group)
              .map(({ name, description }) => (
                <option key={name} value={name}>
                  {description}
                </option>
              ))}
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
