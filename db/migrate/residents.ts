import { sql } from "drizzle-orm";
import { controlDb } from "../control";
import type { Placement } from "../placement";
import { ownerOf } from "./place";

export type ResidentState = "arriving" | "open" | "frozen" | "moved";

/** Lets a new tenant in at its place. One that is known there stays as it is. */
export async function letIn({
  tenantId,
  placement,
}: {
  tenantId: string;
  placement: Placement;
}): Promise<void> {
  if (placement.isolationLevel === "shared") {
    await controlDb().execute(sql`select app.move_in(${tenantId})`);
    return;
  }
  const owner = ownerOf(placement);
  try {
    await owner`insert into app.residents (tenant_id, schema_name, epoch)
      values (${tenantId}, ${placement.schemaName}, ${placement.epoch}) on conflict do nothing`;
  } finally {
    await owner.end();
  }
}
