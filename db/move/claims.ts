import type { OwnerSession, OwnerTx } from "../rows/session";

/**
 * What keeps two runners of a move apart. The fence is a connection that holds a lock in the database of the control plane: who
 * dies loses it at once, and so does who is cut off, who may come back and go on with what another has taken over meanwhile.
 */
export async function assertFenced(fence: OwnerSession): Promise<void> {
  await fence.sql`select 1`;
}

/**
 * First statement of every transaction that changes a tenant's rows at the target. Who has taken over waits here for the last
 * transaction of the one before, and that one begins no other.
 */
export async function claimArrivals(to: OwnerTx, fence: OwnerSession, tenantId: string): Promise<void> {
  await to`select pg_advisory_xact_lock(hashtext('tenantry arrivals'), hashtext(${tenantId}))`;
  await assertFenced(fence);
}

/**
 * Waits until nobody holds the tenant's lock exclusively: a runner who died with it may have frozen the source with a last statement
 * that is still on its way. Writers are not kept.
 */
export async function awaitFreeze(source: OwnerSession, tenantId: string): Promise<void> {
  await source.sql`select pg_advisory_lock_shared(app.tenant_lock(${tenantId}))`;
  await source.sql`select pg_advisory_unlock_shared(app.tenant_lock(${tenantId}))`;
}
