import { ownerOf } from "../migrate/place";
import { type Placement, placeFor } from "../placement";

/** Lets nobody into a tenant's own database, as when its server is away, or lets everybody in again. */
export async function setReachable(placement: Placement, reachable: boolean): Promise<void> {
  const owner = ownerOf(placeFor("", "shared"));
  try {
    await owner.unsafe(`alter database "${placement.databaseName}" allow_connections ${reachable}`);
    if (!reachable) {
      await owner`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${placement.databaseName}`;
    }
  } finally {
    await owner.end();
  }
}
