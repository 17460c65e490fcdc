import type { CellContext, ColumnDef } from "@tanstack/react-table";
import {
  columnVisibilityFeature,
  createColumnHelper,
  metaHelper,
  tableFeatures,
} from "@tanstack/react-table";
import type { ReactNode } from "react";
import type { Option } from "@/components/ui/select";
import type { Choice, Load } from "@/components/ui/use-options";

type Meta = {
  /** The sort key of the server's allow-list; leave out where a column cannot be sorted. */
  sort?: string;
  /** Numbers and money stand at the right. */
  align?: "end";
  /** Not shown until somebody asks for it in the column menu. */
  hidden?: boolean;
  /** The field that the column shows, where its id is another: of rows that hide it, the cell says so. */
  field?: string;
  /** The two columns that a phone keeps. The title is also the row's link. */
  phone?: "title" | "detail";
};

/** Rows arrive sorted, filtered and paged; of TanStack Table only the columns and their visibility are needed. */
export const features = tableFeatures({ columnVisibilityFeature, columnMeta: metaHelper<Meta>() });

/** `hidden` names the fields that the reader may not see. */
export type Row = { id: string; hidden?: string[] };
// biome-ignore lint/suspicious/noExplicitAny: columns of one table differ in their value's type.
export type Columns<T extends Row> = ColumnDef<typeof features, T, any>[];

/** `const c = columnsOf<DealRow>(); const columns = c.columns([c.accessor("name", { header: "Name", meta: … })])` */
export type TableOf<T extends Row> = CellContext<typeof features, T>["table"];

export const columnsOf = <T extends Row>() => createColumnHelper<typeof features, T>();

/** One page of a keyset list. The cursors are opaque and go into `?after=` and `?before=` as they are. */
export type ListPage = { next: string | null; previous: string | null; total: number; note?: string };

export type ListState = {
  q: string;
  /** As in the URL: `value`, or `-value` for descending. */
  sort: string | null;
  /** The chosen columns, or null for the usual ones. */
  columns: string[] | null;
};

/** Writes `f.<key>` into the URL: some of a few options, one of many records, or a calendar day. */
export type Filter = { key: string; label: string } & (
  | { options: readonly Option[] }
  | { load: Load; chosen: Choice | null }
  | { day: true }
);

export type Selection = {
  /** What can be done with the chosen rows. */
  actions: (ids: string[], clear: () => void) => ReactNode;
};
