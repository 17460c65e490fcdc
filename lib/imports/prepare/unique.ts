import type { TenantTx } from "@/db/tenant";
import type { Context } from "@/lib/kernel";
import type { Adapter } from "../entities/types";
import { fieldOf } from "../fields";
import { loadExisting, type Matched } from "./match";

/**
 * Marks rows that would give a record a number that another record has: an external id where names are the key, for one.
 * Found here, one row is an error; found by the database, the whole import would be.
 */
export async function checkUnique(
  adapter: Adapter,
  key: string | null,
  rows: Matched[],
  where: { ctx: Context; tx: TenantTx },
): Promise<Matched[]> {
  const field = adapter.unique;
  const rule = field === null || field === key ? undefined : adapter.keys[field];
  if (!field || !rule || !rows.some(({ values }) => values.has(field))) return rows;

  const numberOf = ({ values }: Matched) => {
    const value = values.get(field);
    return typeof value === "string" ? rule.normalise(value) : undefined;
  };
  const label = fieldOf(adapter.entity, field)?.label ?? field;
  const found = await loadExisting(
    adapter,
    rule.column,
    rows.flatMap((row) => numberOf(row) ?? []),
    where,
  );
  const lineOf = new Map<string, number>();
  return rows.map((row) => {
    const value = numberOf(row);
    if (value === undefined || row.skip || row.problems.length > 0) return row;
    const earlier = lineOf.get(value);
    const taken = found.get(value)?.some(({ id }) => id !== row.id);
    if (earlier === undefined && !taken) {
      lineOf.set(value, row.line);
      return row;
    }
    const whose = earlier === undefined ? "Another record" : `Line ${earlier}`;
    const message = `${whose} has the ${label} “${value}”`;
    return { ...row, problems: [{ line: row.line, column: null, field, message }] };
  });
}
