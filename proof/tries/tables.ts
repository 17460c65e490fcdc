import { equal, match, ok } from "node:assert/strict";
import { newId } from "@/db/columns";
import { codeOf } from "@/db/refusals";
import type { TenantScope } from "@/db/tenant";
import type { Key, ScopedTable } from "../catalogue";
import { type Hand, rowOf } from "../hands";
import type { Section } from "../record";

/** Two tenants, and the table between them. `schema` is where the other tenant's rows are, for the administrator to look up. */
export type Between = { inside: TenantScope; other: TenantScope; schema: string; at: string };

const REFUSED = /^42501$/;
const KEY = /^(23503|42501)$/;

/** Tries to write, move, see, change and delete the other tenant's rows of one table. */
export async function tryTable(
  section: Section,
  hand: Hand,
  table: ScopedTable,
  { inside, other, schema, at }: Between,
): Promise<void> {
  const subject = `${schema === "control" ? "control." : ""}${table.name}`;
  const where = `by ${hand.name}, ${at}`;
  const run = (text: string, params: unknown[] = []) => hand.run(inside, text, params);
  const name = schema === "control" ? `control."${table.name}"` : `"${table.name}"`;
  const row = await rowOf(other, table.name, schema);
  const own = await rowOf(inside, table.name, schema === "control" ? "control" : inside.placement.schemaName);
  const ready = await section.holds(subject, `both tenants have a row, ${at}`, () =>
    ok(row && own, `${subject} is tried on no row: let proof/worlds.ts make one in it.`),
  );
  if (!ready) return;
  await section.holds(subject, `a row for the other tenant, ${where}`, () =>
    refused(
      run(insertion(name, table), [JSON.stringify({ ...row, ...(table.hasId && { id: newId() }) })]),
      REFUSED,
    ),
  );
  await section.holds(subject, `one's own row given to the other, ${where}`, () =>
    refused(
      run(`update ${name} set tenant_id = $1::uuid where tenant_id = $tenant::uuid`, [other.tenantId]),
      REFUSED,
    ),
  );
  await section.holds(subject, `reading all rows that are not one's own, ${where}`, async () =>
    equal(await run(`select 1 from ${name} where tenant_id is distinct from $tenant::uuid`), 0),
  );
  await section.holds(subject, `reading the other's by its tenant's id, ${where}`, async () =>
    equal(
      await run(`select 1 from ${name} where tenant_id = $1::uuid and $tenant::uuid is not null`, [
        other.tenantId,
      ]),
      0,
    ),
  );
  await section.holds(subject, `changing all rows that are not one's own, ${where}`, () =>
    none(run(`update ${name} set tenant_id = tenant_id where tenant_id is distinct from $tenant::uuid`)),
  );
  await section.holds(subject, `deleting all rows that are not one's own, ${where}`, () =>
    none(run(`delete from ${name} where tenant_id is distinct from $tenant::uuid`)),
  );
}

/** Tries to point a row of one's own at the other tenant's, by changing one and by adding one. */
export async function tryKey(
  section: Section,
  hand: Hand,
  key: Key,
  table: ScopedTable,
  { inside, other, schema, at }: Between,
): Promise<void> {
  const where = `by ${hand.name}, ${at}`;
  const target = await rowOf(other, key.target, schema);
  const own = await rowOf(inside, key.table);
  const subject = `${key.table}.${key.name}`;
  const ready = await section.holds(subject, `both tenants have a row, ${at}`, () =>
    ok(target && own, `${subject} is tried on no row: let proof/worlds.ts make one.`),
  );
  if (!ready || !target || !own) return;
  const pointing = key.columns
    .map((column, index) => [column, target[key.targetColumns[index] ?? ""]] as const)
    .filter(([column]) => column !== "tenant_id");
  const emptied = (alternatives[key.table] ?? []).filter(
    (column) => !pointing.some(([name]) => name === column),
  );
  const set = [
    ...pointing.map(([column], index) => `"${column}" = $${index + 2}::uuid`),
    ...emptied.map((column) => `"${column}" = null`),
  ].join(", ");
  await section.holds(subject, `a row of one's own changed to point there, ${where}`, () =>
    refused(
      hand.run(inside, `update "${key.table}" set ${set} where id = $1::uuid and tenant_id = $tenant::uuid`, [
        own.id,
        ...pointing.map(([, value]) => value),
      ]),
      KEY,
      key.name,
    ),
  );
  await section.holds(subject, `a new row that points there, ${where}`, () =>
    refused(
      hand.run(inside, insertion(`"${key.table}"`, table), [
        JSON.stringify({
          ...own,
          ...another[key.table]?.(),
          ...Object.fromEntries(emptied.map((column) => [column, null])),
          id: newId(),
          ...Object.fromEntries(pointing),
        }),
      ]),
      KEY,
      key.name,
    ),
  );
}

/** What makes a copy of a row another one, where a key or a check would refuse the copy before its foreign key is looked at. */
const another: Record<string, () => Record<string, unknown>> = {
  access_review_items: () => ({ subject_id: newId() }),
  access_reviews: () => ({ state: "closed" }),
  member_roles: () => ({ revoked_at: "2026-01-02T03:04:05Z" }),
  roles: () => ({ slug: newId() }),
  teams: () => ({ slug: newId() }),
};

/** Columns of which a row has one alone. */
const alternatives: Record<string, string[]> = { resource_grants: ["member_id", "team_id", "role_id"] };

/** Inserts a row given as JSON. */
const insertion = (name: string, { columns }: ScopedTable): string => {
  const list = columns.map((column) => `"${column}"`).join(", ");
  return `insert into ${name} (${list}) select ${list} from jsonb_populate_record(null::${name}, $1::text::jsonb) where $tenant::uuid is not null`;
};

/** Throws unless the database refuses with such a code; a violated key must be the one that is tried. */
async function refused(attempt: Promise<number>, codes: RegExp, key?: string): Promise<void> {
  const outcome = await attempt.then(
    (rows) => `it was done, on ${rows} rows`,
    (error: unknown) => error,
  );
  match(codeOf(outcome) ?? String(outcome), codes, `Not refused: ${String(outcome)}`);
  const violated = (outcome as { constraint_name?: string }).constraint_name;
  if (key && codeOf(outcome) === "23503") equal(violated, key);
}

/** Throws unless nothing was touched, for want of rows or of the right. */
async function none(attempt: Promise<number>): Promise<void> {
  const outcome = await attempt.catch((error: unknown) => error);
  if (outcome !== 0) match(codeOf(outcome) ?? `${String(outcome)} rows`, REFUSED);
}
