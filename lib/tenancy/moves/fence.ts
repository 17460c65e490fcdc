import { setTimeout as sleep } from "node:timers/promises";
import { mainPlace } from "@/db/move/places";
import { openPlace } from "@/db/move/sessions";
import type { OwnerSession } from "@/db/rows/session";

const LOOK_MS = 300;

/**
 * Runs `work` as the only one who moves or purges something of this tenant, in any process. While another does, `meanwhile` is
 * called, a few times a second. A process that dies frees its place at once, with its connection.
 */
export async function underFence<T>(
  tenantId: string,
  work: (fence: OwnerSession) => Promise<T>,
  meanwhile: () => Promise<void> = async () => {},
): Promise<T> {
  const fence = await openPlace(mainPlace);
  try {
    while (!(await tryFence(fence, tenantId))) {
      await meanwhile();
      await sleep(LOOK_MS);
    }
    return await fence.orLost(work(fence));
  } finally {
    await fence.close();
  }
}

async function tryFence(fence: OwnerSession, tenantId: string): Promise<boolean> {
  const [row] = await fence.sql<{ mine: boolean }[]>`
    select pg_try_advisory_lock(hashtext('tenantry moves'), hashtext(${tenantId})) as mine`;
  return row?.mine === true;
}
