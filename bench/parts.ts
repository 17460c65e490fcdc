import type { ProvisionedTenant } from "@/lib/tenancy/provision";
import type { Ratio } from "./report";

let few: Promise<ProvisionedTenant[]> | undefined;

/** Ten workspaces with 1,000 deals each, made for the first part that wants them. */
async function tenWorkspaces(): Promise<ProvisionedTenant[]> {
  const { fill } = await import("./data");
  few ??= fill(10, 1000);
  return few;
}

/**
 * What `npm run bench` measures, in this order: what fills the database comes last. Each loads its code when it runs, since the product
 * reads its settings when it is loaded.
 */
export const parts: Record<string, (adminUrl: string) => Promise<Ratio[]>> = {
  entering: async () => (await import("./entering")).entering(),
  levels: async () => (await import("./levels")).levels(await tenWorkspaces()),
  permissions: async () => (await import("./permissions")).permissions(),
  auditing: async () => (await import("./auditing")).auditing(),
  pages: async (adminUrl) => (await import("./pages")).pages(adminUrl, await tenWorkspaces()),
  importing: async (adminUrl) => (await import("./importing")).importing(adminUrl),
  moving: async () => (await import("./moving")).moving(),
  scale: async () => (await import("./scale")).scale(await tenWorkspaces()),
  provisioning: async () => (await import("./provisioning")).provisioning(),
  migrating: async (adminUrl) => (await import("./migrating")).migrating(adminUrl),
};
