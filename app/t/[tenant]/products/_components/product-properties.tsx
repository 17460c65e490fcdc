import { Card } from "@/components/ui/card";
import { PropertyList } from "@/components/ui/property-list";
import { DateText, MoneyText, RelativeTime } from "@/components/ui/values";
import { moneyIn } from "@/lib/format/money";
import { productLabels as labels } from "@/lib/products/names";
import type { getProduct } from "@/lib/products/queries";
import { propertyOf } from "../../_components/locked";
import { productTypeNames } from "./names";

type Product = Awaited<ReturnType<typeof getProduct>>;

export function ProductProperties({ product }: { product: Product }) {
  const property = propertyOf(product);
  const money = (amountMinor: bigint | null) => {
    const value = moneyIn(amountMinor, product.currency);
    return value && <MoneyText value={value} />;
  };
  return (
    <Card title="Details">
      <PropertyList
        items={[
          property("sku", labels.sku, product.sku),
          property("type", labels.type, product.type && productTypeNames[product.type]),
          property("category", labels.category, product.category),
          property("unitPriceMinor", labels.unitPriceMinor, money(product.unitPriceMinor)),
          property("unitCostMinor", labels.unitCostMinor, money(product.unitCostMinor)),
          property("isActive", "Sold", product.isActive ? "Yes" : "No longer"),
          property("description", labels.description, product.description),
          property("createdAt", "Created", <DateText value={product.createdAt} />),
          property("updatedAt", "Updated", <RelativeTime value={product.updatedAt} />),
          { label: "Updated by", value: product.updatedBy },
        ]}
      />
    </Card>
  );
}
