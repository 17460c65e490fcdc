import { getTableColumns } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { withTenant } from "@/db/tenant";
import { within } from "@/db/within";
import { accessOf } from "../access";
import { type DrawnPolicy, type Ids, oneComparison, policy, request } from "../arbitrary.fixture";
import { oracle } from "../oracle.fixture";
import type { Permission } from "../permissions";
import type { RecordAttributes } from "../policy";
import { fieldsOf, type ResourceName, resources } from "../resources";
import { tenantOfHardRows } from "./rows.fixture";
import { whereOf } from "./where";

/** New with every run, and told by a failure: put it here to repeat one. */
const seed = Math.floor(Math.random() * 2 ** 31);

type Table = PgTable & { tenantId: PgColumn; id: PgColumn };
type Stored = Awaited<ReturnType<typeof tenantOfHardRows>>["world"][number];

describe(`a policy in SQL (seed ${seed})`, () => {
  it("finds the very rows that it allows in memory, and by the table of precedence", async () => {
    const { cases, allowed } = await compared(120, ({ permission, name, ids }) =>
      policy(permission, name, ids),
    );
    expect(cases).toBeGreaterThanOrEqual(19_000);
    // Both answers are common: a generator that lost one of them would prove nothing.
    expect(allowed / cases).toBeGreaterThan(0.1);
    expect(allowed / cases).toBeLessThan(0.9);
  }, 60_000);

  it("compares every value of every type as it does in memory", async () => {
    const { cases } = await compared(300, ({ permission, name, ids }) =>
      oneComparison(permission, name, ids),
    );
    expect(cases).toBeGreaterThanOrEqual(30_000);
  }, 60_000);
});

type Drawing = { permission: Permission; name: ResourceName; ids: Ids };

/** The ids that SQL finds, those that `can` lets through and those of the oracle are the same, for random policies over hard rows. */
async function compared(numRuns: number, drawing: (about: Drawing) => fc.Arbitrary<DrawnPolicy>) {
  const { ctx, world } = await tenantOfHardRows(seed);
  const counted = { cases: 0, allowed: 0 };
  await withTenant(ctx, "read only", async (tx) => {
    for (const { name, table, ids } of world) {
      const rows: RecordAttributes[] = await tx
        .select(getTableColumns<Table>(table))
        .from(table)
        .where(within(ctx, table));
      const permission = permissionOn(name);
      const field = fc.option(fc.constantFrom(...Object.keys(fieldsOf(resources[name]))), { nil: undefined });
      const drawn = drawing({ permission, name, ids });
      const agree = fc.asyncProperty(drawn, field, request, async ({ policy, invalid }, field, request) => {
        const access = accessOf(policy);
        const options = { field, request };
        const where = within(ctx, table, whereOf(access, permission, table, options));
        const found = await tx.select({ id: table.id }).from(table).where(where);
        const inMemory = rows.filter((record) => access.can(permission, record, options));
        const byTable = rows.filter((record) => oracle({ policy, invalid, permission, record, ...options }));
        expect(idsOf(inMemory)).toEqual(idsOf(byTable));
        expect(idsOf(found)).toEqual(idsOf(byTable));
        counted.cases += rows.length;
        counted.allowed += byTable.length;
      });
      await fc.assert(agree, { seed, numRuns });
    }
  });
  return counted;
}

/** Two are reads, where what names a record is always open. */
const permissionOn = (name: Stored["name"]): Permission =>
  name === "company" || name === "product" ? `${name}:update` : `${name}:read`;

const idsOf = (records: readonly RecordAttributes[]): string[] => records.map(({ id }) => String(id)).sort();
