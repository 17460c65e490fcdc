import { Select } from "@/components/ui/select";
import { type Permission, permissions } from "@/lib/rbac/permissions";

type Props = {
  id: string;
  "aria-describedby"?: string;
  value: Permission | null;
  onValueChange: (permission: Permission) => void;
};

const title = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

const resources = [...new Set(permissions.map(({ resource }) => resource))];
const groups = resources.map((group) => ({
  label: title(group),
  options: permissions
    .filter(({ resource }) => resource === group)
    .map(({ name, description }) => ({ value: name, label: description })),
}));

/** Every action of the catalogue in its words, by what it is about. */
export function ActionSelect({ value, onValueChange, ...wiring }: Props) {
  return (
    <Select
      {...wiring}
      options={groups}
      emptyLabel={value === null ? "Choose an action" : undefined}
      value={value ?? ""}
      onChange={(event) => onValueChange(event.target.value as Permission)}
    />
  );
}
