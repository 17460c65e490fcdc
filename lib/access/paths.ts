import type { Permission } from "@/lib/rbac/permissions";

const resources: Record<string, string> = {
  "": "deal",
  deals: "deal",
  companies: "company",
  contacts: "contact",
  activities: "activity",
  products: "product",
  import: "import",
};

const settings: Record<string, Permission> = {
  members: "member:read",
  teams: "team:read",
  roles: "role:read",
  access: "access:read",
  reviews: "access:review",
  audit: "audit:read",
  support: "workspace:read",
  workspace: "workspace:read",
};

/** What a page of the workspace asks for, by its path, and the record that it is about; null where nothing is asked for. */
export function askedAt(path: string): { permission: Permission; recordId: string | null } | null {
  const [place = "", second, third] = path.split("/").slice(1);
  if (place === "settings") {
    const permission = settings[second ?? ""];
    return permission ? { permission, recordId: null } : null;
  }
  const resource = Object.hasOwn(resources, place) ? resources[place] : undefined;
  if (!resource) return null;
  const action = second === "new" ? "create" : third === "edit" ? "update" : "read";
  // Of a record that cannot be seen nothing is explained: it is as if it were not there.
  const recordId = action === "update" && second && /^[0-9a-f-]{36}$/.test(second) ? second : null;
  return { permission: `${resource}:${action}` as Permission, recordId };
}
