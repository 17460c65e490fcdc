import { type TenantScope, type TenantTx, withTenant } from "@/db/tenant";
import { Conflict } from "@/lib/kernel/errors";
import { changingAccess } from "@/lib/kernel/freshness";

class Undo extends Conflict {
  constructor() {
    super("Tried, and taken back.");
  }
}

/**
 * Runs `work` in a transaction of a tenant and takes back all that it did: verbs of the tenant's store join that transaction, also those
 * that change who may do what.
 */
export async function undone<T>(scope: TenantScope, work: (tx: TenantTx) => Promise<T>): Promise<T> {
  let result: { value: T } | undefined;
  const attempt = () =>
    withTenant(scope, "read write", async (tx) => {
      result = { value: await work(tx) };
      throw new Undo();
    });
  await changingAccess(scope, "proof", attempt).catch((error) => {
    if (!(error instanceof Undo)) throw error;
  });
  if (!result) throw new Error("The work was not done.");
  return result.value;
}
