import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ROOT } from "../lib/child";
import { lintMigrations } from "./lint";

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "tenantry-migrations-"));
  for (const store of ["control", "tenant"]) mkdirSync(path.join(folder, store));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What is said of one migration of the tenants' schema. */
async function said(...statements: string[]): Promise<string> {
  const file = path.join(folder, "tenant/0009_next.sql");
  writeFileSync(file, statements.join(";--> statement-breakpoint\n"));
  return (await lintMigrations(folder, "0.2.0")).join("\n");
}

const OUTSIDE = "-- tenantry: no transaction\n";
const DROP = 'ALTER TABLE "deals" DROP COLUMN "old_title"';

const careless: [string, string, RegExp][] = [
  [
    "an index that stops writers",
    'CREATE INDEX "i" ON "deals" USING btree ("tenant_id","title")',
    /CREATE INDEX CONCURRENTLY IF NOT EXISTS/,
  ],
  ["an index dropped under readers", 'DROP INDEX "i"', /DROP INDEX CONCURRENTLY IF EXISTS/],
  [
    "CONCURRENTLY inside a transaction",
    'CREATE INDEX CONCURRENTLY IF NOT EXISTS "i" ON "deals" ("title")',
    /no transaction/,
  ],
  [
    "a column that the last version does not fill",
    'ALTER TABLE "deals" ADD COLUMN "x" text NOT NULL',
    /leave it nullable/,
  ],
  [
    "a default that writes the table again",
    'ALTER TABLE "deals" ADD COLUMN "x" uuid DEFAULT gen_random_uuid()',
    /fill it in a job/,
  ],
  [
    "a column that becomes required",
    'ALTER TABLE "deals" ALTER COLUMN "x" SET NOT NULL',
    /is not null\) NOT VALID/,
  ],
  ["another type", 'ALTER TABLE "deals" ALTER COLUMN "x" SET DATA TYPE bigint', /add a second column/],
  [
    "a foreign key that reads every row",
    'ALTER TABLE "deals" ADD CONSTRAINT "f" FOREIGN KEY ("tenant_id","x") REFERENCES "teams"("tenant_id","id")',
    /add it NOT VALID/,
  ],
  [
    "a check that reads every row",
    'ALTER TABLE "deals" ADD CONSTRAINT "c" CHECK ("x" > 0)',
    /VALIDATE CONSTRAINT/,
  ],
  [
    "a unique key built under a lock",
    'ALTER TABLE "deals" ADD CONSTRAINT "u" UNIQUE ("tenant_id","x")',
    /USING INDEX/,
  ],
  ["a column with another name", 'ALTER TABLE "deals" RENAME COLUMN "x" TO "y"', /write both/],
  ["a table with another name", 'ALTER TABLE "deals" RENAME TO "offers"', /add a table/],
  ["a column dropped", DROP, /one version later/],
  ["a table dropped", 'DROP TABLE "deals"', /one version later/],
  ["rows that policies hide", "UPDATE \"deals\" SET title = ''", /Row-level security hides/],
  ["all rows", 'TRUNCATE "deals"', /takes every row away/],
  ["SQL that is none", 'ALTER TABEL "deals"', /syntax-error/],
  [
    "a rule silenced without a reason",
    `-- squawk-ignore ban-drop-column\n${DROP}`,
    /so that the reason stands there/,
  ],
  [
    "a reason that is none",
    '-- allow renaming-table: ok\nALTER TABLE "deals" RENAME TO "offers"',
    /renaming-table/,
  ],
  [
    "a drop in the release that stops using it",
    `-- contract: unused since 0.2.0\n${DROP}`,
    /one version later/,
  ],
  [
    "more than indexes outside of a transaction",
    `${OUTSIDE}ALTER TABLE "deals" ADD COLUMN "x" text`,
    /half done/,
  ],
  [
    "an index that a second run refuses",
    `${OUTSIDE}CREATE INDEX CONCURRENTLY "i" ON "deals" ("title")`,
    /IF NOT EXISTS/,
  ],
];

const careful: [string, string[]][] = [
  [
    "a new table with its indexes and keys",
    [
      'CREATE TABLE "quotes" ("tenant_id" uuid NOT NULL, "id" uuid NOT NULL, "deal_id" uuid, PRIMARY KEY ("tenant_id","id"))',
      'ALTER TABLE "quotes" ADD CONSTRAINT "f" FOREIGN KEY ("tenant_id","deal_id") REFERENCES "deals"("tenant_id","id")',
      'CREATE INDEX "i" ON "quotes" USING btree ("tenant_id","deal_id")',
    ],
  ],
  [
    "a column",
    [
      'ALTER TABLE "deals" ADD COLUMN "x" text',
      'ALTER TABLE "deals" ADD COLUMN "y" text DEFAULT \'a\' NOT NULL',
    ],
  ],
  ["a check to be validated later", ['ALTER TABLE "deals" ADD CONSTRAINT "c" CHECK ("x" > 0) NOT VALID']],
  ["a check that is validated now", ['ALTER TABLE "deals" VALIDATE CONSTRAINT "c"']],
  [
    "an index built beside the writers",
    [
      `${OUTSIDE}CREATE INDEX CONCURRENTLY IF NOT EXISTS "i" ON "deals" ("tenant_id","title")`,
      'DROP INDEX CONCURRENTLY IF EXISTS "j"',
    ],
  ],
  ["what an earlier release has stopped using", [`-- contract: unused since 0.1.0\n${DROP}`]],
  [
    "what has a reason",
    [
      '-- allow require-concurrent-index-creation: the table is partitioned, and small\nCREATE INDEX "i" ON "audit_logs" ("tenant_id")',
    ],
  ],
];

describe("a migration", { timeout: 30_000 }, () => {
  for (const [what, statement, advice] of careless) {
    it(`is refused with ${what}`, async () => {
      expect(await said(statement)).toMatch(advice);
    });
  }

  for (const [what, statements] of careful) {
    it(`may have ${what}`, async () => {
      expect(await said(...statements)).toBe("");
    });
  }

  it("is named with its line, and each of its statements stands for itself", async () => {
    expect(
      await said(
        'ALTER TABLE "deals" ADD COLUMN "x" text',
        `-- contract: unused since 0.1.0\n${DROP}`,
        'DROP TABLE "x"',
      ),
    ).toMatch(/^tenant\/0009_next\.sql:4 ban-drop-table: [^\n]+$/);
  });

  it("is careful in this repository", async () => {
    expect(await lintMigrations(path.join(ROOT, "db/migrations"), "0.1.0")).toEqual([]);
  });
});
