import { Card } from "@/components/ui/card";
import { PropertyList } from "@/components/ui/property-list";
import { DateText, MoneyText, RelativeTime } from "@/components/ui/values";
import { productLabels } from "@/lib/products/names";
import type { getProduct } from "@/lib/products/queries";
import { productTypeNames } from "./names";

type Product = Awaited<ReturnType<typeof getProduct>>;

export function ProductProperties({ product }: { product: Product }) {
  const { currency } = product;
  const money = (amountMinor: bigint | null) =>
    amountMinor === null ? null : <MoneyText value={{ amountMinor, currency }} />;
  return (
    <Card title="Details">
      <PropertyList
        items={[
          { label: productLabels.sku, value: product.sku },
          { label: productLabels.type, value: productTypeNames[product.type] },
          { label: productLabels.category, value: product.category },
          { label: productLabels.unitPriceMinor, value: money(product.unitPriceMinor) },
          { label: productLabels.unitCostMinor, value: money(product.unitCostMinor) },
          { label: "Sold", value: product.isActive ? "Yes" : "No longer" },
          { label: productLabels.description, value: product.description },
          { label: "Created", value: <DateText value={product.createdAt} /> },
          { label: "Updated", value: <RelativeTime value={product.updatedAt} /> },
          { label: "Updated by", value: product.updatedBy },
        ]}
      />
    </Card>
  );
}
