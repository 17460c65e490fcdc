/** The catalogue: every permission there is. Names are stable; they stand in the database and in API keys. */
const catalogue = {
  company: {
    read: "See companies",
    create: "Add companies",
    update: "Edit companies",
    delete: "Delete and restore companies",
    share: "Give others access to a company",
  },
  contact: {
    read: "See contacts",
    create: "Add contacts",
    update: "Edit contacts",
    delete: "Delete and restore contacts",
    share: "Give others access to a contact",
  },
  deal: {
    read: "See deals and the board",
    create: "Add deals",
    update: "Edit and move deals",
    delete: "Delete and restore deals",
    share: "Give others access to a deal",
  },
  activity: {
    read: "See activities",
    create: "Log calls, e-mails, meetings, notes and tasks",
    update: "Edit and complete activities",
    delete: "Delete and restore activities",
  },
  product: {
    read: "See products",
    create: "Add products",
    update: "Edit products",
    delete: "Delete and restore products",
  },
  pipeline: { read: "See pipelines and stages", update: "Change pipelines and stages" },
  import: { read: "See imports and their outcomes", create: "Import files, and revert imports" },
  export: { create: "Export records" },
  member: {
    read: "See the people of the workspace",
    create: "Invite people, and add people on record",
    update: "Suspend people and bring them back",
    delete: "Remove people from the workspace",
  },
  role: {
    read: "See roles and what they allow",
    create: "Add roles",
    update: "Change what custom roles allow",
    delete: "Delete custom roles",
    assign: "Give roles and exceptions to people, and take them away",
  },
  team: {
    read: "See teams and who is in them",
    create: "Add teams",
    update: "Change teams, their people and their roles",
    delete: "Delete teams",
  },
  access: {
    read: "See why somebody may do something, or not",
    review: "Review all access, and keep or revoke it",
  },
  audit: { read: "See who did what" },
  workspace: {
    read: "See the workspace",
    update: "Change the workspace's settings",
    export: "Export the whole workspace",
    delete: "Delete and restore the whole workspace",
  },
} as const;

type Catalogue = typeof catalogue;

/** A permission's name, `resource:action`. */
export type Permission = {
  [R in keyof Catalogue]: `${R & string}:${keyof Catalogue[R] & string}`;
}[keyof Catalogue];

export type PermissionEntry = { name: Permission; resource: string; action: string; description: string };

/** All permissions, in the catalogue's order. */
export const permissions: readonly PermissionEntry[] = Object.entries(catalogue).flatMap(
  ([resource, actions]) =>
    Object.entries(actions).map(([action, description]) => ({
      name: `${resource}:${action}` as Permission,
      resource,
      action,
      description,
    })),
);

/**
 * Whether it changes what is inside the workspace, and so is closed while that may not be changed. What the workspace itself is and how one
 * gets out of it, with an export, is not: a suspended one can take its data out, be deleted, and decide about support's visits.
 */
export const isWrite = (permission: Permission): boolean =>
  !permission.endsWith(":read") && permission !== "export:create" && !permission.startsWith("workspace:");
