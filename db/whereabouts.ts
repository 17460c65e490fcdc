import { eq } from "drizzle-orm";
import { LRUCache } from "lru-cache";
import { controlDb } from "./control";
import type { Placement } from "./placement";
import { placementColumns } from "./schema/control";
import { placements } from "./schema/control/placements";

/** Placements that turned out newer than what a request had begun with. */
const newer = new LRUCache<string, Placement>({ max: 1000 });

/** The newest placement of the tenant that this process knows: the given one, unless the tenant was seen elsewhere since. */
export function newestPlacement(tenantId: string, known: Placement): Placement {
  const seen = newer.get(tenantId);
  return seen && seen.epoch > known.epoch ? seen : known;
}

/** Asks the control plane where a tenant is now; null when it is nowhere. */
export async function readPlacement(tenantId: string): Promise<Placement | null> {
  const [row] = await controlDb()
    .select(placementColumns)
    .from(placements)
    .where(eq(placements.tenantId, tenantId));
  if (row) newer.set(tenantId, row);
  return row ?? null;
}
