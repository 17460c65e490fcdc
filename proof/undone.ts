import { type TenantScope, type TenantTx, withTenant } from "@/db/tenant";

class Undo extends Error {}

/** Runs `work` in a transaction of a tenant and takes back all that it did: verbs of the tenant's store join that transaction. */
export async function undone<T>(scope: TenantScope, work: (tx: TenantTx) => Promise<T>): Promise<T> {
  let result: { value: T } | undefined;
  await withTenant(scope, "read write", async (tx) => {
    result = { value: await work(tx) };
    throw new Undo();
  }).catch((error) => {
    if (!(error instanceof Undo)) throw error;
  });
  if (!result) throw new Error("The work was not done.");
  return result.value;
}
