import { z } from "zod";
import { storable } from "@/lib/format/storable";

/** What a list can be asked for: its sort keys, the keys of its filters, and how it is sorted when nobody says. */
export type ListSpec<Sort extends string = string, Filter extends string = string> = {
  sorts: readonly Sort[];
  /** A sort key, with `-` before it for descending. */
  defaultSort: Sort | `-${Sort}`;
  filters: readonly Filter[];
};

/** The whole state of a list, as its URL holds it. */
export type ListState<Sort extends string = string, Filter extends string = string> = {
  q: string;
  sort: { key: Sort; descending: boolean };
  filters: Partial<Record<Filter, string[]>>;
  /** Ids of the columns to show, in order; null for the list's own choice. */
  columns: string[] | null;
  cursor: { direction: "after" | "before"; value: string } | null;
};

/**
 * One page of a list. `next` and `previous` are cursors; `total` counts all that match, whatever the page; `note` says what was asked for
 * and not done, and why.
 */
export type Page<Row> = {
  rows: Row[];
  next: string | null;
  previous: string | null;
  total: number;
  note?: string;
};

export const PAGE_SIZE = 50;

const text = z.string().max(1000).catch("");
const names = z
  .string()
  .max(2000)
  .transform((value) => value.split(",").filter(Boolean))
  .catch([]);

/**
 * Reads a list's state from the URL: `?q=&sort=-value&f.stage=a,b&cols=x,y&after=<cursor>`.
 * What the list does not know (an old link, a typo) is left out rather than refused.
 */
export function parseListState<Sort extends string, Filter extends string>(
  params: Record<string, string | string[] | undefined>,
  spec: ListSpec<Sort, Filter>,
): ListState<Sort, Filter> {
  const one = (key: string) => {
    const value = params[key];
    const first = Array.isArray(value) ? value[0] : value;
    return first === undefined ? undefined : storable(first);
  };
  const filters: Partial<Record<Filter, string[]>> = {};
  for (const key of spec.filters) {
    const values = names.parse(one(`f.${key}`));
    if (values.length > 0) filters[key] = values;
  }
  const columns = names.parse(one("cols"));
  const after = text.parse(one("after"));
  const before = text.parse(one("before"));
  return {
    q: text.parse(one("q")).trim().slice(0, 200),
    sort: parseSort(one("sort"), spec) ??
      parseSort(spec.defaultSort, spec) ?? { key: spec.sorts[0] as Sort, descending: false },
    filters,
    columns: columns.length > 0 ? columns : null,
    cursor: after
      ? { direction: "after", value: after }
      : before
        ? { direction: "before", value: before }
        : null,
  };
}

function parseSort<Sort extends string>(value: string | undefined, spec: ListSpec<Sort>) {
  const descending = value?.startsWith("-") ?? false;
  const key = spec.sorts.find((known) => known === (descending ? value?.slice(1) : value));
  return key === undefined ? null : { key, descending };
}

/** What the table shows of the state, as the URL writes it. */
export const tableState = ({ q, sort, columns }: ListState) => ({
  q,
  sort: `${sort.descending ? "-" : ""}${sort.key}`,
  columns,
});

/** The zod schema of a list query's input: a `ListState` of this spec. */
export const listInput = <Sort extends string, Filter extends string>(spec: ListSpec<Sort, Filter>) =>
  z.object({
    q: z.string().max(200).default(""),
    sort: z
      .object({ key: z.enum(spec.sorts as [Sort, ...Sort[]]), descending: z.boolean() })
      .default(() => parseListState({}, spec).sort as never),
    filters: z
      .partialRecord(z.enum(spec.filters as [Filter, ...Filter[]]), z.array(z.string().max(200)).max(50))
      .default({}),
    columns: z.array(z.string()).nullable().default(null),
    cursor: z
      .object({ direction: z.enum(["after", "before"]), value: z.string().max(1000) })
      .nullable()
      .default(null),
  });
