import { type Permission, permissions } from "./permissions";
import type { RuleBody } from "./policy";

export const systemRoleSlugs = ["owner", "admin", "manager", "sales_rep", "viewer"] as const;
export type SystemRoleSlug = (typeof systemRoleSlugs)[number];

export type SystemRole = {
  slug: SystemRoleSlug;
  name: string;
  description: string;
  permissions: ReadonlySet<Permission>;
};

const every = permissions.map((permission) => permission.name);
const crm = ["company", "contact", "deal", "activity", "product"];
/** Who did what, and why somebody may, is not for everybody. */
const watching: Permission[] = ["audit:read", "access:read"];
const readAll = every.filter((name) => name.endsWith(":read") && !watching.includes(name));
const sell = every.filter(
  (name) =>
    ["company", "contact", "deal", "activity"].includes(resourceOf(name)) && !name.endsWith(":delete"),
);
const manage = every.filter((name) => crm.includes(resourceOf(name)));

function resourceOf(name: Permission): string {
  return name.slice(0, name.indexOf(":"));
}

/** The roles that every workspace has. They are fixed; what each allows is said here and nowhere else. */
export const systemRoles: Record<SystemRoleSlug, SystemRole> = {
  owner: role("owner", "Owner", "Everything, billing included.", every),
  admin: role(
    "admin",
    "Admin",
    "Everything but billing and ownership.",
    every.filter((name) => name !== "workspace:delete"),
  ),
  manager: role("manager", "Manager", "All of the CRM, imports and exports.", [
    ...readAll,
    ...manage,
    "import:create",
    "export:create",
    "member:create",
    "pipeline:update",
    ...watching,
  ]),
  sales_rep: role(
    "sales_rep",
    "Sales rep",
    "Sells: adds and edits companies, contacts, deals and activities.",
    [...readAll, ...sell, "activity:delete"],
  ),
  viewer: role("viewer", "Viewer", "Sees, and changes nothing.", readAll),
};

function role(slug: SystemRoleSlug, name: string, description: string, allowed: Permission[]): SystemRole {
  return { slug, name, description, permissions: new Set(allowed) };
}

export const isSystemRole = (slug: string): slug is SystemRoleSlug =>
  systemRoleSlugs.some((known) => known === slug);

/** What the holder of these roles may do: the union of what each allows. An unknown role allows nothing. */
export function permissionsOf(roleSlugs: readonly string[]): ReadonlySet<Permission> {
  return new Set(roleSlugs.filter(isSystemRole).flatMap((slug) => [...systemRoles[slug].permissions]));
}

/** What a system role says, as rules: everything that it allows, for every record. */
export const rulesOfSystemRole = (slug: SystemRoleSlug): RuleBody[] =>
  [...systemRoles[slug].permissions].map((permission) => ({
    effect: "allow",
    permission,
    scope: "all",
    condition: null,
    fields: null,
  }));

/** The names of the roles that allow a permission: who can help when it is missing. */
export function rolesAllowing(permission: Permission): string[] {
  return systemRoleSlugs
    .filter((slug) => systemRoles[slug].permissions.has(permission))
    .map((slug) => systemRoles[slug].name);
}

/** The roles in words, for the person who holds them: "Manager", "Admin, Sales rep". */
export const roleNames = (slugs: readonly string[]): string =>
  slugs.map((slug) => (isSystemRole(slug) ? systemRoles[slug].name : slug)).join(", ");
