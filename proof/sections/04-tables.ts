import { deepEqual, equal } from "node:assert/strict";
import { inArray, sql } from "drizzle-orm";
import { controlDb } from "@/db/control";
import { poolOf } from "@/db/pools";
import { permissionChanges } from "@/db/schema/control";
import { plainTransaction } from "@/db/transaction";
import type { Cast } from "../cast";
import { keysOf, model, type ScopedTable, scopedTablesOf } from "../catalogue";
import { adminOn } from "../eyes";
import { application, controlHand, controlOwner, owner } from "../hands";
import { Section } from "../record";
import { tryKey, tryTable } from "../tries/tables";
import type { World } from "../worlds";

/** Section 4: every table and every foreign key, tried across tenants in SQL. */
export async function proveTables({ callers, foreign }: Cast): Promise<Section> {
  const section = new Section(
    "Every table and every foreign key",
    "The database itself keeps tenants apart, whatever statement reaches it: no row is written for another tenant, given to one, seen, changed or deleted, and none points into another tenant.",
    "For each table with a tenant_id, and each foreign key between two of them, as the catalogue of the running database lists them, statements that try just that are run inside one tenant, without the product's own conditions: as the application's role and as the owner of the tables. Accepted are SQLSTATE 42501 (refused by policy or privilege), 23503 (the key points nowhere) and zero rows. The list is compared with the model's, so that no table is left out.",
  );
  for (const [index, { asks }] of callers.entries()) {
    const other = foreign[index] as World;
    await tryStore(section, asks, other);
    await tryByName(section, asks, foreign);
    await tryWithout(section, asks);
  }
  const [{ asks }] = callers as [Cast["callers"][number]];
  await tryControl(section, asks, foreign[0] as World);
  return section;
}

/** Tries every table and every key of the tenant's store, between two tenants of one level. */
export async function tryStore(section: Section, asks: World, other: World): Promise<void> {
  const { schemaName } = asks.ctx.placement;
  const admin = adminOn(asks.ctx);
  const tables = await scopedTablesOf(admin, schemaName);
  const keys = await keysOf(admin, schemaName);
  const at = `at ${asks.level}`;
  await section.holds("the list of tables", `is the model's, ${at}`, () =>
    deepEqual(
      tables.map(({ name }) => name),
      model.tenant.tables,
    ),
  );
  await section.holds("the list of foreign keys", `is the model's, ${at}`, () =>
    deepEqual(keys.map(({ name }) => name).sort(), model.tenant.keys),
  );
  const between = { inside: asks.ctx, other: other.ctx, schema: other.ctx.placement.schemaName, at };
  const byName = new Map(tables.map((table) => [table.name, table]));
  for (const hand of [application, owner]) {
    for (const table of tables) await tryTable(section, hand, table, between);
    for (const key of keys) {
      await tryKey(section, hand, key, byName.get(key.table) as ScopedTable, between);
    }
  }
}

/** The other tenants' tables in the same database, called by their full names. */
async function tryByName(section: Section, asks: World, foreign: World[]): Promise<void> {
  const { databaseName } = asks.ctx.placement;
  for (const other of foreign) {
    const { schemaName, databaseName: there } = other.ctx.placement;
    if (there !== databaseName || schemaName === asks.ctx.placement.schemaName) continue;
    for (const table of model.tenant.tables) {
      const at = `from a tenant at ${asks.level} to one at ${other.level}`;
      await section.holds(table, `reading the other's table by its full name, ${at}`, async () =>
        equal(
          await application.run(
            asks.ctx,
            `select 1 from "${schemaName}"."${table}" where $tenant::uuid is not null`,
          ),
          0,
        ),
      );
    }
  }
}

/** A connection of the application that entered no tenant. */
async function tryWithout(section: Section, { ctx, level }: World): Promise<void> {
  const { placement } = ctx;
  for (const table of model.tenant.tables) {
    await section.holds(table, `reading without having entered a tenant, at ${level}`, async () => {
      const rows = await plainTransaction(poolOf(placement), "read only", (tx) =>
        tx.execute(sql.raw(`select 1 from "${placement.schemaName}"."${table}"`)),
      );
      equal(rows.length, 0);
    });
  }
}

async function tryControl(section: Section, asks: World, other: World): Promise<void> {
  const tables = await scopedTablesOf(adminOn(), "control");
  await section.holds("the list of tables", "is the model's, in the control plane", () =>
    deepEqual(
      tables.map(({ name }) => name),
      model.control.tables,
    ),
  );
  const between = { inside: asks.ctx, other: other.ctx, schema: "control", at: "in the control plane" };
  // For this long only: while they stand, nothing is remembered of these tenants' members.
  const markers = [asks, other].map(({ ctx }) => ({ tenantId: ctx.tenantId, verb: "proof" }));
  const made = await controlDb()
    .insert(permissionChanges)
    .values(markers)
    .returning({ id: permissionChanges.id });
  for (const hand of [controlHand, controlOwner]) {
    for (const table of tables) await tryTable(section, hand, table, between);
  }
  const ids = made.map(({ id }) => id);
  await controlDb().delete(permissionChanges).where(inArray(permissionChanges.id, ids));
}
