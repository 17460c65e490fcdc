import type { SystemRoleSlug } from "@/lib/rbac/roles";

export type DemoAccount = {
  workspace: string;
  role: SystemRoleSlug;
  name: string;
  email: string;
  title: string;
};

/** Public: the demo is loaded on a machine of one's own only. */
export const demoPassword = "tenantry-demo";

/** Runs the platform, and is a member of no workspace. */
export const demoOperator = { name: "Noor Haddad", email: "noor@tenantry.example" };

const tomas = { name: "Tomas Reyes", email: "tomas@acme.example" };

/**
 * Who can sign in where. Melvin and Darcel stand in acme's data as well, as a manager and as the best agent;
 * Tomas works in two workspaces.
 */
export const demoAccounts: DemoAccount[] = [
  {
    workspace: "acme",
    role: "owner",
    name: "Maren Holt",
    email: "maren@acme.example",
    title: "Managing director",
  },
  { workspace: "acme", role: "admin", ...tomas, title: "Sales operations" },
  {
    workspace: "acme",
    role: "manager",
    name: "Melvin Marxen",
    email: "melvin@acme.example",
    title: "Sales manager, Central",
  },
  {
    workspace: "acme",
    role: "sales_rep",
    name: "Darcel Schlecht",
    email: "darcel@acme.example",
    title: "Sales agent, Central",
  },
  { workspace: "acme", role: "viewer", name: "Ines Faro", email: "ines@acme.example", title: "Controller" },
  {
    workspace: "hanami",
    role: "owner",
    name: "Haruka Ito",
    email: "haruka@hanami.example",
    title: "Founder",
  },
  {
    workspace: "fjordlys",
    role: "owner",
    name: "Ingrid Solberg",
    email: "ingrid@fjordlys.example",
    title: "Managing director",
  },
  { workspace: "fjordlys", role: "viewer", ...tomas, title: "Adviser" },
];
