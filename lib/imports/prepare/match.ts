import { inArray, isNull } from "drizzle-orm";
import { newId } from "@/db/columns";
import type { TenantTx } from "@/db/tenant";
import { within } from "@/db/within";
import type { Context } from "@/lib/kernel";
import { type Resource, resources } from "@/lib/rbac/resources";
import { storedColumns } from "@/lib/records/source";
import type { Adapter, Columns } from "../entities/types";
import { fieldOf } from "../fields";
import type { Draft } from "../interpret";

/** A record as it stands in the workspace, with all its columns. */
export type Existing = Columns & { id: string; version: number };

/** A draft with the record that it is: an existing one, or one to be made under the id given here. */
export type Matched = Draft & { id: string; existing: Existing | null; skip?: string };

const batch = 5000;

/** Finds the record of every draft by the key; without one, every draft is a new record. */
export async function matchDrafts(
  adapter: Adapter,
  key: string | null,
  drafts: Draft[],
  { ctx, tx }: { ctx: Context; tx: TenantTx },
): Promise<Matched[]> {
  const rule = key === null ? undefined : adapter.keys[key];
  if (!key || !rule) return drafts.map((draft) => ({ ...draft, id: newId(), existing: null }));

  const label = fieldOf(adapter.entity, key)?.label ?? key;
  const keyOf = (draft: Draft) => {
    const value = draft.values.get(key);
    return typeof value === "string" ? rule.normalise(value) : undefined;
  };
  const found = await loadExisting(
    adapter,
    rule.column,
    drafts.flatMap((draft) => keyOf(draft) ?? []),
    { ctx, tx },
  );
  const lineOf = new Map<string, number>();
  return drafts.map((draft) => {
    const own = keyOf(draft);
    const fresh: Matched = { ...draft, id: newId(), existing: null };
    if (own === undefined) {
      // A cell that cannot be read is reported as such already.
      if (!draft.problems.length)
        fresh.problems = [problem(draft, key, `The row has no “${label}”, by which rows are recognised`)];
      return fresh;
    }
    const earlier = lineOf.get(own);
    if (earlier !== undefined) return { ...fresh, skip: `Same “${label}” as line ${earlier}` };
    lineOf.set(own, draft.line);
    const all = found.get(own) ?? [];
    const [existing, ...more] = all.filter((row) => isKnown(ctx, adapter, rule.column, row));
    // What they may not see is not there, but for a number that no two records can have.
    if (!existing && all.length > 0 && key === adapter.unique)
      return {
        ...fresh,
        problems: [...draft.problems, problem(draft, key, `Another record has the ${label} “${own}”`)],
      };
    if (more.length)
      return {
        ...fresh,
        problems: [
          ...draft.problems,
          problem(draft, key, `${more.length + 1} records have this “${label}”: choose another key`),
        ],
      };
    return existing ? { ...fresh, id: existing.id, existing } : fresh;
  });
}

/** Whether the member may know that this record has this key. */
function isKnown(ctx: Context, { entity }: Adapter, column: string, row: Existing): boolean {
  const { attributes }: Resource = resources[entity];
  const field = keyFields[column] ?? column;
  return ctx.can(`${entity}:read`, row, field in attributes ? field : undefined);
}

/** The fields behind the columns that look-ups compare. */
const keyFields: Partial<Record<string, string>> = { nameKey: "name", emailLc: "email" };

const problem = (draft: Draft, field: string, message: string) => ({
  line: draft.line,
  column: null,
  field,
  message,
});

/** The records that have one of these keys in that column. */
export async function loadExisting(
  adapter: Adapter,
  column: string,
  keys: string[],
  { ctx, tx }: { ctx: Context; tx: TenantTx },
): Promise<Map<string, Existing[]>> {
  const columns = storedColumns(adapter.table);
  const keyColumn = columns[column];
  if (!keyColumn) throw new Error(`${adapter.entity} has no column ${column}`);
  const distinct = [...new Set(keys)];
  const found = new Map<string, Existing[]>();
  for (let at = 0; at < distinct.length; at += batch) {
    const rows = (await tx
      .select(columns)
      .from(adapter.table)
      .where(
        within(
          ctx,
          adapter.table,
          isNull(adapter.table.deletedAt),
          inArray(keyColumn, distinct.slice(at, at + batch)),
        ),
      )) as Existing[];
    for (const row of rows) {
      const own = String(row[column]);
      const list = found.get(own);
      if (list) list.push(row);
      else found.set(own, [row]);
    }
  }
  return found;
}
