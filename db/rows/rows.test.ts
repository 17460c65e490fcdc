import { Readable } from "node:stream";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { adminOf, signedIn } from "../factories";
import { fillEveryTable } from "../factories/full";
import { dropPlace, preparePlace } from "../migrate/place";
import { type Placement, placeFor } from "../placement";
import type { TenantScope } from "../tenant";
import { deferKeys, emptyStaging, insertStaged, openStaging, readRows, stageRows } from "./copy";
import { deleteTenantRows } from "./delete";
import { hashTable, hashTables } from "./hash";
import { keyRanges } from "./ranges";
import { OwnerSession } from "./session";
import { tenantTables } from "./tables";

let tenant: TenantScope;
let tenantId: string;
let target: Placement;
let here: OwnerSession;
let there: OwnerSession;

beforeEach(async () => {
  const made = await signedIn("owner", { isolationLevel: "shared" });
  ({ tenant } = made);
  ({ tenantId } = tenant);
  await fillEveryTable(made.ctx);
  target = placeFor(tenantId, "schema", 2);
  await preparePlace(target);
  [here, there] = await Promise.all([OwnerSession.open(tenant.placement), OwnerSession.open(target)]);
});

afterEach(async () => {
  await Promise.all([here.close(), there.close()]);
  await dropPlace(target);
});

async function copyEverything(portion: number): Promise<void> {
  const tables = await tenantTables(here.sql, "shared");
  const arriving = new Map((await tenantTables(there.sql, target.schemaName)).map((one) => [one.name, one]));
  await here.snapshot(tenantId, (from) =>
    there.write(tenantId, async (to) => {
      for (const table of tables) {
        const into = arriving.get(table.name);
        if (!into) throw new Error(`${table.name} is not there.`);
        await deferKeys(to, [into]);
        await openStaging(to, into);
        for await (const range of keyRanges(from, table, tenantId, portion)) {
          await stageRows(to, into, await readRows(from, table, tenantId, range));
          await insertStaged(to, into);
          await emptyStaging(to, into);
        }
      }
    }),
  );
}

const hashesAt = async (session: OwnerSession, schema: string) => {
  const tables = await tenantTables(session.sql, schema);
  return session.snapshot(tenantId, (tx) => hashTables(tx, tables, tenantId));
};

describe("the rows of a tenant", () => {
  it("are in tables that the catalogue names, parents first, without generated columns", async () => {
    const tables = await tenantTables(here.sql, "shared");
    const names = tables.map(({ name }) => name);
    for (const [parent, child] of [
      ["deals", "deal_contacts"],
      ["imports", "import_parts"],
      ["members", "companies"],
    ] as const)
      expect(names.indexOf(parent)).toBeLessThan(names.indexOf(child));
    const companies = tables.find(({ name }) => name === "companies");
    expect(companies?.lateKeys).toEqual(["companies_parent_company_id_fk"]);
    expect(companies?.columns.map(({ name }) => name)).not.toContain("search");
    expect(names).not.toContain("schema_migrations");
    expect(tables.find(({ name }) => name === "audit_logs")?.key.map(({ name }) => name)).toEqual([
      "tenant_id",
      "id",
      "created_at",
    ]);
  });

  it.each([1, 3, 1000])("arrive elsewhere as they were, in portions of %i", async (portion) => {
    await copyEverything(portion);
    const before = await hashesAt(here, "shared");
    expect(await hashesAt(there, target.schemaName)).toEqual(before);
    for (const { rows } of Object.values(before)) expect(rows).toBeGreaterThan(0);
    const found = await there.write(
      tenantId,
      (tx) =>
        tx`select name from ${tx(target.schemaName)}.companies where search @@ to_tsquery('simple', 'hanami')`,
    );
    expect(found).toHaveLength(1);
  });

  it("have another hash when one value of one row differs, or the order of two values", async () => {
    const [table] = (await tenantTables(here.sql, "shared")).filter(({ name }) => name === "contacts");
    if (!table) throw new Error("There are no contacts.");
    const hash = () => here.snapshot(tenantId, (tx) => hashTable(tx, table, tenantId));
    const before = await hash();
    const admin = adminOf(tenant);
    await admin`update contacts set first_name = last_name, last_name = first_name where tenant_id = ${tenantId}`;
    const swapped = await hash();
    await admin`update contacts set first_name = last_name, last_name = first_name where tenant_id = ${tenantId}`;
    await admin.end();
    expect(swapped).toEqual({ rows: before.rows, hash: expect.not.stringMatching(before.hash) });
    expect(await hash()).toEqual(before);
  });

  it("that do not fit are refused, and nothing waits for ever", async () => {
    const [table] = (await tenantTables(there.sql, target.schemaName)).filter(({ name }) => name === "deals");
    if (!table) throw new Error("There are no deals.");
    const stage = (text: string) =>
      there.write(tenantId, async (to) => {
        await openStaging(to, table);
        await stageRows(to, table, Readable.from([Buffer.from(text)]));
      });
    await expect(stage("one\ttwo")).rejects.toThrow();
    await expect(stage(`${Array.from(table.columns, () => "x").join("\t")}\n`)).rejects.toThrow();
  });

  it("are deleted to the last, and nobody else's", async () => {
    const other = await signedIn("owner", { isolationLevel: "shared" });
    const before = await hashesAt(here, "shared");
    const counts = await deleteTenantRows(here, "shared", tenantId);
    expect(counts).toEqual(
      Object.fromEntries(Object.entries(before).map(([name, { rows }]) => [name, rows])),
    );
    expect(await deleteTenantRows(here, "shared", tenantId)).toMatchObject({ companies: 0, audit_logs: 0 });
    const tables = await tenantTables(here.sql, "shared");
    const left = await here.snapshot(other.ctx.tenantId, (tx) => hashTables(tx, tables, other.ctx.tenantId));
    expect(left.members?.rows).toBe(1);
  });
});
