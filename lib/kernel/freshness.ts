import { AsyncLocalStorage } from "node:async_hooks";
import { eq, inArray, lt, sql } from "drizzle-orm";
import { newId } from "@/db/columns";
import { type ControlTx, controlDb, inControl } from "@/db/control";
import { memberships, permissionChanges, tenants } from "@/db/schema/control";
import { members } from "@/db/schema/tenant";
import { isInside, type TenantScope, type TenantTx, withTenant } from "@/db/tenant";
import { within } from "@/db/within";
import { log } from "@/lib/log";
import { findTenant } from "@/lib/tenancy/resolve";
import { AppError } from "./errors";

/** What follows in the control plane once a command's own transaction is saved. */
export type Effects = {
  /** This member's status has changed: the index for sign-in follows it. */
  membership: (memberId: string) => void;
};

export const noEffects: Effects = {
  membership: () => {
    throw new Error("Only a command that says `changesAccess` changes who is in the workspace.");
  },
};

type Change = { tenantId: string; effects: Effects };
const current = new AsyncLocalStorage<Change>();

/**
 * Runs a change of who may do what. The tenant's rows and the version by which every server remembers its members may lie in two
 * databases, so that no transaction covers both: a marker stands in the control plane from before the change until the version is
 * raised, and while it stands nobody uses what is remembered. A change inside another joins it.
 */
export async function changingAccess<Out>(
  scope: TenantScope,
  verb: string,
  run: (effects: Effects) => Promise<Out>,
): Promise<Out> {
  const { tenantId } = scope;
  const outer = current.getStore();
  if (outer?.tenantId === tenantId && isInside(scope)) return run(outer.effects);
  if (isInside(scope))
    throw new Error(`${verb} changes access: only a command that does so too can call it.`);
  const id = newId();
  const touched = new Set<string>();
  const effects: Effects = { membership: (memberId) => void touched.add(memberId) };
  await controlDb().insert(permissionChanges).values({ id, tenantId, verb });
  let output: Out;
  try {
    output = await current.run({ tenantId, effects }, () => run(effects));
  } catch (error) {
    // Any other failure may have come after the commit, as a lost connection does.
    if (error instanceof AppError)
      await controlDb().delete(permissionChanges).where(eq(permissionChanges.id, id));
    else await leaveToSweep(tenantId, () => settle(scope, [id], "all"));
    throw error;
  }
  await leaveToSweep(tenantId, () => settle(scope, [id], [...touched]));
  return output;
}

/** Runs a change that is rolled back: nobody has to hear of it. */
export const rehearsingAccess = <Out>(
  { tenantId }: { tenantId: string },
  run: (effects: Effects) => Promise<Out>,
): Promise<Out> => {
  const effects: Effects = { membership: () => {} };
  return current.run({ tenantId, effects }, () => run(effects));
};

/** The change is saved, and holds while its marker stands: what fails here is made up for later. */
async function leaveToSweep(tenantId: string, work: () => Promise<unknown>): Promise<void> {
  await work().catch((error: unknown) =>
    log.warn({ err: error, tenantId }, "a change of access is finished later"),
  );
}

/** A change that takes longer than this is undone, so that no sweep takes it for one whose server died. */
const LONGEST_MS = 2 * 60 * 1000;
const DEAD_AFTER = sql`interval '5 minutes'`;

/** Sets the time that is left to this transaction. */
export async function limitTime(tx: TenantTx, { tenantId }: { tenantId: string }): Promise<void> {
  await tx.execute(
    sql`select set_config('transaction_timeout', ${`${LONGEST_MS}ms`}, true) as tenant_id where ${tenantId}::uuid is not null`,
  );
}

/**
 * Ends changes: the index for sign-in takes over the status of these members, every member's version is raised, the markers go.
 */
async function settle(scope: TenantScope, ids: string[], memberIds: string[] | "all"): Promise<void> {
  for (;;) {
    const statuses = memberIds.length === 0 ? [] : await readStatuses(scope, memberIds);
    if (await finish(scope.tenantId, ids, statuses)) return;
  }
}

type Status = { id: string; version: number; status: (typeof members.$inferSelect)["status"] };

/** The version first: when it is still the same at the end, no other change was finished since the status was read. */
async function readStatuses(scope: TenantScope, memberIds: string[] | "all"): Promise<Status[]> {
  const only = memberIds === "all" ? undefined : memberIds;
  const versions = await readVersions(controlDb(), scope.tenantId, only);
  const found = await withTenant(scope, "read only", (tx) =>
    tx
      .select({ id: members.id, status: members.status })
      .from(members)
      .where(within(scope, members, only && inArray(members.id, only))),
  );
  return found.flatMap(({ id, status }) => {
    const version = versions.get(id);
    return version === undefined ? [] : [{ id, version, status }];
  });
}

async function readVersions(
  tx: ControlTx,
  tenantId: string,
  only?: string[],
): Promise<ReadonlyMap<string, number>> {
  const index = await tx
    .select({ id: memberships.memberId, version: memberships.permissionVersion })
    .from(memberships)
    .where(within({ tenantId }, memberships, only && inArray(memberships.memberId, only)));
  return new Map(index.map(({ id, version }) => [id, version]));
}

/** Answers false, and has done nothing, when another change was finished meanwhile. */
const finish = (tenantId: string, ids: string[], statuses: Status[]): Promise<boolean> =>
  inControl("read write", async (tx) => {
    await lockTenant(tx, tenantId);
    const versions = statuses.length === 0 ? new Map<string, number>() : await readVersions(tx, tenantId);
    if (statuses.some(({ id, version }) => versions.get(id) !== version)) return false;
    for (const { id, status } of statuses)
      await tx
        .update(memberships)
        .set({ status })
        .where(
          within(
            { tenantId },
            memberships,
            eq(memberships.memberId, id),
            sql`${memberships.status} <> ${status}`,
          ),
        );
    await tx
      .update(memberships)
      .set({ permissionVersion: sql`${memberships.permissionVersion} + 1` })
      .where(within({ tenantId }, memberships));
    await tx
      .delete(permissionChanges)
      .where(within({ tenantId }, permissionChanges, inArray(permissionChanges.id, ids)));
    return true;
  });

/** Two that raise the versions of one tenant at once would lock its rows in two orders. */
const lockTenant = (tx: ControlTx, tenantId: string) =>
  tx.select({ id: tenants.id }).from(tenants).where(eq(tenants.id, tenantId)).for("no key update");

/** Finishes what a server began and did not live to finish. Answers how many changes those were. */
export async function finishAccessChanges(): Promise<number> {
  const left = await controlDb()
    .select({ id: permissionChanges.id, tenantId: permissionChanges.tenantId })
    .from(permissionChanges)
    .where(lt(permissionChanges.startedAt, sql`now() - ${DEAD_AFTER}`));
  const tenantIds = [...new Set(left.map(({ tenantId }) => tenantId))];
  let finished = 0;
  for (const tenantId of tenantIds) {
    const ids = left.filter((change) => change.tenantId === tenantId).map(({ id }) => id);
    const tenant = await findTenant(tenantId);
    if (!tenant) continue;
    const done = await settle({ tenantId, placement: tenant.placement }, ids, "all").then(
      () => true,
      (error: unknown) => {
        log.warn({ err: error, tenantId }, "changes of access could not be finished");
        return false;
      },
    );
    if (done) finished += ids.length;
  }
  return finished;
}
