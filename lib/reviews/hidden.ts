import { inArray } from "drizzle-orm";
import { companies, contacts, deals } from "@/db/schema/tenant";
import type { TenantTx } from "@/db/tenant";
import { within } from "@/db/within";
import type { Context } from "@/lib/kernel";
import type { Snapshot } from "./names";

const tables = { company: companies, contact: contacts, deal: deals };
type Kind = keyof typeof tables;

/** Whoever reviews access sees that a record was shared and with whom, and its name only when they may see the record. */
export async function withoutHidden<Row extends { snapshot: Snapshot }>(
  { ctx, tx }: { ctx: Context; tx: TenantTx },
  rows: Row[],
): Promise<Row[]> {
  const records = rows.flatMap(({ snapshot }) => snapshot.record ?? []);
  const visible = await Promise.all(
    (Object.keys(tables) as Kind[]).map((type) => {
      const ids = records.filter((record) => record.type === type).map(({ id }) => id);
      const table = tables[type];
      return ids.length === 0
        ? []
        : tx
            .select({ id: table.id })
            .from(table)
            .where(
              within(ctx, table, inArray(table.id, [...new Set(ids)]), ctx.where(`${type}:read`, table)),
            );
    }),
  );
  const seen = new Set(visible.flat().map(({ id }) => id));
  return rows.map((row) => ({ ...row, snapshot: shown(row.snapshot, seen) }));
}

const labels = { company: "Company", contact: "Contact", deal: "Deal" };

function shown({ record, ...snapshot }: Snapshot, seen: ReadonlySet<string>): Snapshot {
  if (!record) return { ...snapshot, record };
  const label = labels[record.type];
  if (!seen.has(record.id)) return { ...snapshot, record: null, about: `${label} that you may not see` };
  return { ...snapshot, record, about: `${label} ${record.name}` };
}
