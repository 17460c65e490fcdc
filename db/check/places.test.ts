import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ProvisionedTenant } from "@/lib/tenancy/provision";
import { Installation } from "../migrate/installation.fixture";
import { checkDatabase } from "./run";

/** An installation with a tenant at each level: each case breaks one thing in it, sees that told, and mends it. */
let home: Installation;
let shared: ProvisionedTenant;
let schema: ProvisionedTenant;
let database: ProvisionedTenant;

beforeAll(async () => {
  home = await Installation.open("registry");
  [shared, schema, database] = (await home.tenants("shared", "schema", "database")) as [
    ProvisionedTenant,
    ProvisionedTenant,
    ProvisionedTenant,
  ];
}, 60_000);
afterAll(() => home.close());

const check = async () => (await checkDatabase(home.urls.adminUrl)).map(({ message }) => message);
const own = (text: string) => home.inPlace(database.placement.databaseName, (sql) => sql.unsafe(text));

type Case = {
  name: string;
  broken: () => Promise<unknown>;
  mended: () => Promise<unknown>;
  says: () => string;
};

const cases: Case[] = [
  {
    name: "a policy lifted in a tenant's own database",
    broken: () => own(`alter table ${database.placement.schemaName}.deals no force row level security`),
    mended: () => own(`alter table ${database.placement.schemaName}.deals force row level security`),
    says: () => `${database.placement.schemaName}.deals: row-level security is not enabled and forced`,
  },
  {
    name: "a database that is not reached",
    broken: () => home.sql`update control.placements set port = 1 where tenant_id = ${database.tenantId}`,
    mended: () => home.sql`update control.placements set port = null where tenant_id = ${database.tenantId}`,
    says: () => `the database of ${database.slug} cannot be reached (`,
  },
  {
    name: "a schema that is gone",
    broken: () => home.sql.unsafe(`alter schema ${schema.placement.schemaName} rename to elsewhere`),
    mended: () => home.sql.unsafe(`alter schema elsewhere rename to ${schema.placement.schemaName}`),
    says: () => `${schema.placement.schemaName}: the schema of ${schema.slug} is missing`,
  },
  {
    name: "a schema that belongs to nobody",
    broken: () => home.sql.unsafe(`create schema tenant_${"0".repeat(32)}`),
    mended: () => home.sql.unsafe(`drop schema tenant_${"0".repeat(32)}`),
    says: () => `tenant_${"0".repeat(32)}: the schema belongs to no tenant`,
  },
  {
    name: "a database that belongs to nobody",
    broken: () => home.sql.unsafe(`create database ${mainName()}_${"0".repeat(32)}`),
    mended: () => home.sql.unsafe(`drop database ${mainName()}_${"0".repeat(32)}`),
    says: () => `${mainName()}_${"0".repeat(32)}: the database belongs to no tenant`,
  },
  {
    name: "a tenant that nobody gets in to",
    broken: () => own("delete from app.residents"),
    mended: () =>
      own(
        `insert into app.residents (tenant_id, schema_name, epoch) values ('${database.tenantId}', '${database.placement.schemaName}', 1)`,
      ),
    says: () => `${database.slug} is not in it, so nobody gets in`,
  },
  {
    name: "another epoch",
    broken: () => home.sql`update app.residents set epoch = 2 where tenant_id = ${schema.tenantId}`,
    mended: () => home.sql`update app.residents set epoch = 1 where tenant_id = ${schema.tenantId}`,
    says: () => `${schema.slug} is in ${schema.placement.schemaName} at epoch 2, but the control plane says`,
  },
  {
    name: "a tenant that stays closed",
    broken: () => home.sql`update app.residents set state = 'frozen' where tenant_id = ${shared.tenantId}`,
    mended: () => home.sql`update app.residents set state = 'open' where tenant_id = ${shared.tenantId}`,
    says: () => `${shared.slug} is frozen, though it is not being moved`,
  },
  {
    name: "a tenant that is open in two places",
    broken: () =>
      own(
        `insert into app.residents (tenant_id, schema_name, epoch) values ('${shared.tenantId}', 'shared', 1)`,
      ),
    mended: () => own(`delete from app.residents where tenant_id = '${shared.tenantId}'`),
    says: () => `${shared.slug} is open here, and has no place here`,
  },
  {
    name: "a tenant that is behind",
    broken: () =>
      own(
        `update ${database.placement.schemaName}.schema_migrations set version = 'x' where version = '0000_start'`,
      ),
    mended: () =>
      own(
        `update ${database.placement.schemaName}.schema_migrations set version = '0000_start' where version = 'x'`,
      ),
    says: () => `${database.placement.schemaName}.schema_migrations: 0000_start is missing`,
  },
  {
    name: "a migration of a newer version",
    broken: () =>
      home.sql.unsafe("insert into control.schema_migrations (version, hash) values ('9999_next', '')"),
    mended: () => home.sql.unsafe("delete from control.schema_migrations where version = '9999_next'"),
    says: () => "9999_next is none of this version's: the database is newer than the code",
  },
  {
    name: "functions of another version",
    broken: () =>
      own("update app.versions set changed_at = now(), hash = hash || 'x' where name = 'functions'"),
    mended: () => own("update app.versions set hash = left(hash, -1) where name = 'functions'"),
    says: () => "its functions are of another version",
  },
  {
    name: "a table of the control plane without a policy",
    broken: () => home.sql.unsafe("alter table control.memberships disable row level security"),
    mended: () => home.sql.unsafe("alter table control.memberships enable row level security"),
    says: () => "control.memberships: row-level security with a restrictive tenant policy is not forced",
  },
];

const mainName = (): string => new URL(home.urls.adminUrl).pathname.slice(1);

describe("the check of every place", { timeout: 60_000 }, () => {
  it("finds nothing wrong with a tenant at each level", async () => {
    expect(await check()).toEqual([]);
  });

  for (const { name, broken, mended, says } of cases) {
    it(`tells of ${name}`, async () => {
      await broken();
      const messages = await check();
      await mended();
      expect(messages.join("\n")).toContain(says());
    });
  }

  it("finds nothing once all of that is mended", async () => {
    expect(await check()).toEqual([]);
  });

  it("takes the places of a move for what they are", async () => {
    const target = schema.placement.schemaName.replace(/.$/, (last) => (last === "0" ? "1" : "0"));
    await home.sql.unsafe(`create schema ${target}`);
    await home.sql`insert into control.placement_moves (id, tenant_id, from_placement, to_placement, step) values
      (gen_random_uuid(), ${shared.tenantId}, ${home.sql.json(shared.placement)}, ${home.sql.json({ ...schema.placement, schemaName: target })}, 'copying')`;
    await home.sql`update app.residents set state = 'frozen' where tenant_id = ${shared.tenantId}`;
    const messages = await check();
    await home.sql`delete from control.placement_moves`;
    await home.sql`update app.residents set state = 'open' where tenant_id = ${shared.tenantId}`;
    expect(messages).toEqual([]);
    expect((await check()).join("\n")).toContain(`${target}: the schema belongs to no tenant`);
    await home.sql.unsafe(`drop schema ${target}`);
  });
});
