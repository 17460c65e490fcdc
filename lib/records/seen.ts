import { hiddenOf, hidesNothing, type RecordSource, recordsOf, type Where } from "./source";

/** A row as its reader sees it: what is hidden is null, and named in `hidden`. */
export type Seen<Row, Named extends string> = {
  [Key in keyof Row]: Key extends Named | "id" | "version" ? Row[Key] : Row[Key] | null;
} & { hidden?: string[] };

/**
 * Takes out of rows what their reader may not see, by the records as they are stored. For who may see everything this is the rows as
 * they came, without a look at the database.
 */
export async function seen<Row extends { id: string }, Source extends RecordSource>(
  where: Where,
  source: Source,
  rows: Row[],
): Promise<Seen<Row, Source["named"][number]>[]> {
  type Shown = Seen<Row, Source["named"][number]>;
  if (rows.length === 0 || hidesNothing(where, source)) return rows as Shown[];
  const ids = [...new Set(rows.map(({ id }) => id))];
  const records = await recordsOf(where, source.table, ids);
  const hidden = await hiddenOf(where, source, [...records.values()]);
  return rows.map((row) => {
    const { byRule = none, byReference = none } = hidden.get(row.id) ?? {};
    const fields = [...new Set([...byRule, ...byReference])];
    const keys = fields.flatMap((field) => [field, ...(source.along[field] ?? [])]);
    const taken = keys.filter((key) => key in row).map((key) => [key, null]);
    return { ...row, ...Object.fromEntries(taken), hidden: fields } as Shown;
  });
}

const none: ReadonlySet<string> = new Set();

/** The same of a page of a list. */
export async function seenPage<Row extends { id: string }, Source extends RecordSource, Rest>(
  where: Where,
  source: Source,
  loading: Promise<{ rows: Row[] } & Rest>,
): Promise<{ rows: Seen<Row, Source["named"][number]>[] } & Omit<Rest, "rows">> {
  const { rows, ...rest } = await loading;
  return { ...rest, rows: await seen(where, source, rows) };
}

/** The same of one row. */
export async function seenOne<Row extends { id: string }, Source extends RecordSource>(
  where: Where,
  source: Source,
  row: Row,
): Promise<Seen<Row, Source["named"][number]>> {
  const [shown] = await seen(where, source, [row]);
  if (!shown) throw new Error("A row was lost.");
  return shown;
}
