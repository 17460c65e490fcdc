import { execFile } from "node:child_process";
import path from "node:path";
import { inControl } from "@/db/control";
import { adminOf } from "@/db/factories";
import { removePlace } from "@/db/move/places";
import { openPlace } from "@/db/move/sessions";
import { type IsolationLevel, type Placement, placeFor } from "@/db/placement";
import { hashTables } from "@/db/rows/hash";
import { tenantTables } from "@/db/rows/tables";
import type { TenantScope } from "@/db/tenant";
import { type MovePlan, planMove } from "./plan";
import type { Move } from "./queries";
import { type Options, runMove } from "./run";

/** What the tests of moves share. */

export const plan = (tenantId: string, to: IsolationLevel, more: Partial<MovePlan> = {}) =>
  inControl("read write", (tx) => planMove(tx, { tenantId, to, reason: "test", mine: true, ...more }));

export async function move(
  tenantId: string,
  to: IsolationLevel,
  options: Options = {},
  more: Partial<MovePlan> = {},
): Promise<Move> {
  const { id } = await plan(tenantId, to, more);
  return runMove(id, options);
}

/** The count and the hash of every table that a tenant has at a place. */
export async function hashesAt(placement: Placement, tenantId: string) {
  const session = await openPlace(placement);
  try {
    const tables = await tenantTables(session.sql, placement.schemaName);
    return await session.snapshot(tenantId, (tx) => hashTables(tx, tables, tenantId));
  } finally {
    await session.close();
  }
}

/** Takes away what a tenant may have at any place of its own. */
export async function removeOwnPlaces(tenantId: string): Promise<void> {
  for (const level of ["schema", "database"] as const) await removePlace(placeFor(tenantId, level), tenantId);
}

/** Runs a move in a process of its own that is killed at this step. @throws when it never gets there */
export function killedAt(moveId: string, point: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const file = path.join(process.cwd(), "lib/tenancy/moves/killed.fixture.ts");
    execFile(
      process.execPath,
      ["--import", "tsx", file, moveId, point],
      { env: process.env },
      (error, _, err) =>
        error?.signal === "SIGKILL"
          ? resolve()
          : reject(new Error(`It was not killed at “${point}”. ${err}`)),
    );
  });
}

/** Deals enough that a copy takes a while, past the commands, which would take longer. */
export async function fillDeals(scope: TenantScope, count: number): Promise<void> {
  const admin = adminOf(scope);
  await admin`
    insert into deals (tenant_id, id, title, title_key, value_minor, currency, probability, stage_id, external_id)
    select ${scope.tenantId}, gen_random_uuid(), 'Kan-code ' || n, 'kan code ' || n, n, 'USD', 10, s.id, 'K' || n
      from generate_series(1, ${count}::int) n, (select id from pipeline_stages where tenant_id = ${scope.tenantId} limit 1) s`;
  await admin.end();
}
