import { type Permission, permissions } from "@/lib/rbac/permissions";
import { type ResourceName, resources } from "@/lib/rbac/resources";
import type { Cell } from "@/lib/roles/matrix";

/** What a cell says, as it stands in the matrix. */
export const cellWords: Record<Cell, string> = {
  none: "None",
  own: "Own",
  team: "Team",
  all: "All",
  never: "Never",
};

/** The same for what is allowed or not as a whole. */
export const wholeWords: Partial<Record<Cell, string>> = { none: "No", all: "Yes", never: "Never" };

const described = new Map(permissions.map(({ name, description }) => [name, description]));

export const descriptionOf = (permission: Permission): string => described.get(permission) ?? permission;

export const recordResources = Object.keys(resources) as ResourceName[];

/** "Deals", as a heading. */
export const resourceTitle = (name: ResourceName): string => titled(resources[name].many);

const titled = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const parts: Record<string, string> = {
  pipeline: "Pipelines",
  import: "Imports",
  export: "Exports",
  member: "People",
  role: "Roles",
  team: "Teams",
  audit: "Audit log",
};

/** The parts of a workspace that are allowed as a whole, in the catalogue's order, with what can be done there. */
export const wholeResources: { title: string; items: Permission[] }[] = [];
for (const { name, resource } of permissions) {
  if (resource in resources) continue;
  const title = parts[resource] ?? titled(resource);
  const group = wholeResources.find((each) => each.title === title);
  if (group) group.items.push(name);
  else wholeResources.push({ title, items: [name] });
}

/** The columns of the matrix. */
export const actions = [
  { action: "read", label: "See" },
  { action: "create", label: "Add" },
  { action: "update", label: "Edit" },
  { action: "delete", label: "Delete" },
  { action: "share", label: "Share" },
] as const;

/** The permission at a place of the matrix, or null where there is none. */
export function permissionAt(resource: ResourceName, action: string): Permission | null {
  const name = `${resource}:${action}` as Permission;
  return described.has(name) ? name : null;
}
