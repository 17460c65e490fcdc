"use client";

import { useRouter } from "next/navigation";
import { useWatch } from "react-hook-form";
import { FieldRow } from "@/components/form/field";
import { Form } from "@/components/form/form";
import { CheckboxField, SelectField, TextareaField, TextField } from "@/components/form/text-fields";
import { MinorField } from "@/components/form/value-fields";
import type { Option } from "@/components/ui/select";
import { toastDone } from "@/components/ui/toast";
import { createProductAction, updateProductAction } from "@/lib/products/actions";
import type { getProduct } from "@/lib/products/queries";
import { lockedOf } from "../../_components/locked";
import { productTypeOptions } from "./names";

type Product = Awaited<ReturnType<typeof getProduct>>;
type Props = { product: Product | null; currency: string; currencies: Option[] };

/** The one form of a product: without one it creates. */
export function ProductForm({ product, currency, currencies }: Props) {
  const router = useRouter();
  const done = ({ id }: { id: string }) => {
    toastDone(product ? "The product was saved" : "The product was created");
    router.push(`/products/${id}`);
  };
  const common = {
    onSuccess: done,
    onCancel: () => router.back(),
    children: <Fields currencies={currencies} hidden={product?.hidden} />,
  };
  if (product) {
    return (
      <Form
        defaultValues={{ ...product, currency: product.currency ?? "" }}
        locked={lockedOf(product)}
        action={updateProductAction}
        submit="Save product"
        {...common}
      />
    );
  }
  return (
    <Form
      defaultValues={{ ...empty, currency }}
      action={createProductAction}
      submit="Create product"
      {...common}
    />
  );
}

const empty = {
  name: "",
  sku: null,
  type: "product" as const,
  category: null,
  description: null,
  unitPriceMinor: null,
  unitCostMinor: null,
  isActive: true,
};

function Fields({ currencies, hidden }: { currencies: Option[]; hidden?: string[] }) {
  const currency: string = useWatch({ name: "currency" });
  return (
    <>
      <TextField name="name" label="Name" required autoFocus />
      <FieldRow>
        <TextField name="sku" label="SKU" hint="No two products share one." />
        <SelectField
          name="type"
          label="Type"
          required
          options={productTypeOptions}
          emptyLabel={hidden?.includes("type") ? "Hidden" : undefined}
        />
      </FieldRow>
      <FieldRow>
        <MinorField name="unitPriceMinor" label="Unit price" currency={currency || undefined} />
        <MinorField name="unitCostMinor" label="Unit cost" currency={currency || undefined} />
      </FieldRow>
      <FieldRow>
        <SelectField
          name="currency"
          label="Currency"
          required
          options={currencies}
          emptyLabel={hidden?.includes("currency") ? "Hidden" : undefined}
        />
        <TextField name="category" label="Category" />
      </FieldRow>
      <TextareaField name="description" label="Description" rows={4} />
      <CheckboxField
        name="isActive"
        label="Sold"
        hint="What is no longer sold stays on the deals that have it."
      />
    </>
  );
}
