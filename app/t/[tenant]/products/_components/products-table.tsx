"use client";

import { Package } from "lucide-react";
import { DataTable } from "@/components/data-table/data-table";
import { columnsOf, type ListPage, type ListState } from "@/components/data-table/types";
import { BulkDelete } from "@/components/records/bulk-delete";
import { Badge } from "@/components/ui/badge";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { MoneyText, RelativeTime } from "@/components/ui/values";
import { moneyIn } from "@/lib/format/money";
import type { listProducts } from "@/lib/products/queries";
import type { Refusals } from "../../_components/refusals";
import { productDeletion } from "./deletion";
import { productTypeNames, productTypeOptions } from "./names";

type ProductRow = Awaited<ReturnType<typeof listProducts>>["rows"][number];

const c = columnsOf<ProductRow>();
const columns = c.columns([
  c.accessor("name", { header: "Name", meta: { sort: "name", phone: "title" } }),
  c.accessor("sku", { header: "SKU" }),
  c.accessor((row) => row.type && productTypeNames[row.type], { id: "type", header: "Type" }),
  c.accessor("category", { header: "Category" }),
  c.accessor((row) => row.isActive, {
    id: "active",
    header: "Sold",
    meta: { field: "isActive" },
    cell: ({ getValue }) => (
      <Badge tone={getValue() ? "accent" : "neutral"}>{getValue() ? "Sold" : "No longer"}</Badge>
    ),
  }),
  c.accessor((row) => row.unitPriceMinor, {
    id: "price",
    header: "Unit price",
    meta: { sort: "price", field: "unitPriceMinor", align: "end", phone: "detail" },
    cell: ({ getValue, row }) => <MoneyText value={moneyIn(getValue(), row.original.currency)} />,
  }),
  c.accessor("updatedAt", {
    id: "updated",
    header: "Updated",
    meta: { sort: "updated", field: "updatedAt", hidden: true },
    cell: ({ getValue }) => <RelativeTime value={getValue()} />,
  }),
]);

const getRowHref = (row: ProductRow) => `/products/${row.id}`;

const filters = [
  { key: "type", label: "Type", options: productTypeOptions },
  {
    key: "active",
    label: "Sold",
    options: [
      { value: "yes", label: "Sold" },
      { value: "no", label: "No longer" },
    ],
  },
];

type Props = { rows: ProductRow[]; page: ListPage; state: ListState; refusals: Refusals };

export function ProductsTable({ rows, page, state, refusals }: Props) {
  return (
    <DataTable
      label="Products"
      {...{ rows, page, state, columns, filters, getRowHref }}
      selection={{
        actions: (ids, clear) => (
          <BulkDelete deletion={productDeletion} ids={ids} clear={clear} disabledReason={refusals.delete} />
        ),
      }}
      emptyState={
        <EmptyState
          icon={Package}
          title="No products yet"
          actions={
            <>
              <LinkButton variant="primary" href="/products/new" disabledReason={refusals.create}>
                New product
              </LinkButton>
              <LinkButton href="/import">Import a file</LinkButton>
            </>
          }
        >
          What you sell, with its price: deals refer to it.
        </EmptyState>
      }
    />
  );
}
