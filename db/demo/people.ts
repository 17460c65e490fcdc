import type { SystemRoleSlug } from "@/lib/rbac/roles";

export type DemoAccount = { workspace: string; role: SystemRoleSlug; name: string; email: string };

/** Public: the demo is loaded on a machine of one's own only. */
export const demoPassword = "tenantry-demo";

/**
 * Who can sign in where. Melvin and Darcel stand in acme's data as well, as a manager and as the best agent;
 * Tomas works in two workspaces.
 */
export const demoAccounts: DemoAccount[] = [
  { workspace: "acme", role: "owner", name: "Maren Holt", email: "maren@acme.example" },
  { workspace: "acme", role: "admin", name: "Tomas Reyes", email: "tomas@acme.example" },
  { workspace: "acme", role: "manager", name: "Melvin Marxen", email: "melvin@acme.example" },
  { workspace: "acme", role: "sales_rep", name: "Darcel Schlecht", email: "darcel@acme.example" },
  { workspace: "acme", role: "viewer", name: "Ines Faro", email: "ines@acme.example" },
  { workspace: "hanami", role: "owner", name: "Haruka Ito", email: "haruka@hanami.example" },
  { workspace: "fjordlys", role: "owner", name: "Ingrid Solberg", email: "ingrid@fjordlys.example" },
  { workspace: "fjordlys", role: "viewer", name: "Tomas Reyes", email: "tomas@acme.example" },
];
