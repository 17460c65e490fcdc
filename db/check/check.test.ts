import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { env } from "@/lib/env";
import { createTestDatabase, type Urls } from "@/scripts/lib/database";
import { migrate } from "@/scripts/lib/migrate";
import { checkDatabase } from "./run";

/** A database of this suite alone: each case breaks one thing in it, sees that told, and mends it. */
let database: Urls & { drop(): Promise<void> };
let sql: Sql;

beforeAll(async () => {
  database = await createTestDatabase(env.ADMIN_DATABASE_URL ?? "", "check");
  await migrate(database);
  sql = postgres(database.adminUrl, { max: 1, onnotice: () => {} });
}, 60_000);

afterAll(async () => {
  await sql.end();
  await database.drop();
});

const cases: { name: string; broken: string; mended: string; says: string }[] = [
  {
    name: "a missing table",
    broken: "alter table shared.activities rename to gone",
    mended: "alter table shared.gone rename to activities",
    says: "shared.activities: the table is missing",
  },
  {
    name: "a missing unique key",
    broken: "alter index shared.products_sku_key rename to gone",
    mended: "alter index shared.gone rename to products_sku_key",
    says: "the unique key products_sku_key is missing",
  },
  {
    name: "a foreign key without an index",
    broken: "drop index shared.deals_owner_id_idx",
    mended: "create index deals_owner_id_idx on shared.deals (tenant_id, owner_id)",
    says: "shared.deals.deals_owner_id_fk: the foreign key has no index",
  },
  {
    name: "a foreign key without the tenant",
    broken:
      "create table shared.loose (tenant_id uuid, id uuid unique, parent uuid references shared.loose (id), primary key (tenant_id, id)); create index on shared.loose (parent); grant select on shared.loose to tenantry_backup",
    mended: "drop table shared.loose",
    says: "does not begin with tenant_id, so a row could point into another tenant",
  },
  {
    name: "a unique key that is global",
    broken: "create unique index loud on shared.companies (domain)",
    mended: "drop index shared.loud",
    says: "the unique key loud does not begin with tenant_id",
  },
  {
    name: "a moment without a zone",
    broken: "alter table shared.deals add column seen_at timestamp",
    mended: "alter table shared.deals drop column seen_at",
    says: "shared.deals.seen_at: the column is timestamp without time zone",
  },
  {
    name: "row-level security that is not forced",
    broken: "alter table shared.deals no force row level security",
    mended: "alter table shared.deals force row level security",
    says: "shared.deals: row-level security is not enabled and forced",
  },
  {
    name: "a missing restrictive policy",
    broken:
      "alter policy tenant_isolation on shared.deals rename to kept; create policy p on shared.deals using (true); drop policy kept on shared.deals",
    mended:
      "drop policy p on shared.deals; drop policy tenant_rows on shared.deals; drop policy whole_table on shared.deals; select app.secure_tables('shared')",
    says: "shared.deals: the restrictive tenant policy with a check is missing",
  },
  {
    name: "a table that the application owns",
    broken:
      "grant usage, create on schema shared to tenantry_app; alter table shared.deals owner to tenantry_app",
    mended:
      "alter table shared.deals owner to tenantry_migrator; revoke create on schema shared from tenantry_app",
    says: "shared.deals: the application's role owns the table",
  },
  {
    name: "a function without a search_path",
    broken: "create function app.loose() returns int language sql as 'select 1'",
    mended: "drop function app.loose()",
    says: "app.loose: the function does not pin its search_path",
  },
  {
    name: "a view that reads with its owner's eyes",
    broken: "create view shared.all_deals as select id from shared.deals",
    mended: "drop view shared.all_deals",
    says: "shared.all_deals: the view is not security_invoker",
  },
  {
    name: "an audit log that can be changed",
    broken: "grant update on shared.audit_logs to tenantry_app",
    mended: "revoke update on shared.audit_logs from tenantry_app",
    says: "shared.audit_logs: the application's role can change the audit log",
  },
  {
    name: "the end of an audit log that can be taken away",
    broken: "grant delete on shared.audit_heads to tenantry_app",
    mended: "revoke delete on shared.audit_heads from tenantry_app",
    says: "shared.audit_heads: the application's role can change the audit log",
  },
  {
    name: "a platform's audit log that can be changed",
    broken: "grant update on control.platform_audit_logs to tenantry_app",
    mended: "revoke update on control.platform_audit_logs from tenantry_app",
    says: "control.platform_audit_logs: the application's role can change the audit log",
  },
  {
    name: "a partition that is reached past its parent",
    broken: "grant select on shared.audit_logs_default to tenantry_app",
    mended: "revoke select on shared.audit_logs_default from tenantry_app",
    says: "shared.audit_logs_default: the application's role reaches the partition",
  },
  {
    name: "a row that points nowhere",
    broken:
      "set session_replication_role = replica; insert into control.sessions (id, user_id, token, expires_at) values (gen_random_uuid(), gen_random_uuid(), 'orphan', now()); set session_replication_role = origin",
    mended: "delete from control.sessions where token = 'orphan'",
    says: "a row points to one that does not exist",
  },
];

describe("the schema check", () => {
  it("finds nothing wrong with a fresh database", async () => {
    expect(await checkDatabase(database.migratorUrl)).toEqual([]);
  });

  for (const { name, broken, mended, says } of cases) {
    it(`tells of ${name}`, async () => {
      await sql.unsafe(broken);
      const findings = await checkDatabase(database.adminUrl);
      await sql.unsafe(mended);
      expect(findings.map((finding) => finding.message).join("\n")).toContain(says);
      expect(await checkDatabase(database.adminUrl)).toEqual([]);
    });
  }
});
