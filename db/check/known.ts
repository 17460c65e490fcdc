import type { Sql } from "postgres";
import { type Placement, urlOf } from "../placement";

/** A tenant where the control plane says it is. */
export type Known = {
  tenantId: string;
  slug: string;
  state: "provisioning" | "ready";
  placement: Placement;
  /** On its way somewhere else: what is said of it changes from step to step. */
  isMoving: boolean;
};

/** What the control plane knows: every tenant's place, and the places that a move needs beside it. */
export type Registry = { tenants: Known[]; ofMoves: Placement[] };

/** Null when the control plane has no such tables, which is told as that. */
export async function readRegistry(sql: Sql): Promise<Registry | null> {
  const [there] = await sql`select from (select 1) one
    where to_regclass('control.placements') is not null and to_regclass('control.placement_moves') is not null`;
  if (!there) return null;
  const rows = await sql<
    ({ tenantId: string; slug: string; state: Known["state"]; isMoving: boolean } & Placement)[]
  >`
    select p.tenant_id as "tenantId", t.slug, p.state, p.isolation_level as "isolationLevel", p.host, p.port,
           p.database_name as "databaseName", p.schema_name as "schemaName", p.secret_reference as "secretReference", p.epoch,
           exists (select from control.placement_moves m where m.tenant_id = p.tenant_id and m.finished_at is null) as "isMoving"
      from control.placements p join control.tenants t on t.id = p.tenant_id order by t.slug`;
  // The target of a move under way; the source of one that is over, until it is purged.
  const places = await sql<{ place: Placement }[]>`
    select to_placement as place from control.placement_moves where finished_at is null
    union all
    select from_placement from control.placement_moves where step = 'done' and source_purged_at is null`;
  return {
    tenants: rows.map(({ tenantId, slug, state, isMoving, ...placement }) => ({
      tenantId,
      slug,
      state,
      isMoving,
      placement: { ...placement },
    })),
    ofMoves: places.map(({ place }) => place),
  };
}

/** Where a place's database is: one word for each, `main` for the installation's own. */
export function databaseOf(placement: Placement): string {
  if (placement.isolationLevel !== "database") return MAIN;
  const { host, port, databaseName } = placement;
  return `${databaseName} on ${host ?? "the installation's server"}${port ? `, port ${port}` : ""}`;
}

export const MAIN = "main";

/** @throws Error when the secret of the place is unknown. */
export const ownersUrl = (placement: Placement): string => urlOf(placement, "migrator");
