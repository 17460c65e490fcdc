import { closePool } from "@/db/pools";
import { env } from "@/lib/env";
import type { ProvisionedTenant } from "@/lib/tenancy/provision";
import { auditing } from "./auditing";
import { fill } from "./data";
import { entering } from "./entering";
import { importing } from "./importing";
import { levels } from "./levels";
import { migrating } from "./migrating";
import { moving } from "./moving";
import { pages } from "./pages";
import { provisioning } from "./provisioning";
import type { Ratio } from "./report";
import { scale } from "./scale";

let few: Promise<ProvisionedTenant[]> | undefined;

/** Ten workspaces with 1,000 deals each, made for the first part that wants them. */
function tenOfThem(): Promise<ProvisionedTenant[]> {
  few ??= fill(10, 1000);
  return few;
}

const adminUrl = env.ADMIN_DATABASE_URL ?? "";

/** What `npm run bench` measures, in this order: what fills the database comes last. */
export const parts: Record<string, () => Promise<Ratio[]>> = {
  entering,
  levels: async () => levels(await tenOfThem()),
  auditing,
  pages: async () => pages(adminUrl, await tenOfThem()),
  importing: () => importing(adminUrl),
  moving,
  scale: async () => scale(await tenOfThem()),
  provisioning,
  migrating: () => migrating(adminUrl),
};

export const finish = closePool;
