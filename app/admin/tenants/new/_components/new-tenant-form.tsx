"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { useFormContext, useWatch } from "react-hook-form";
import { FieldRow } from "@/components/form/field";
import { Form } from "@/components/form/form";
import { SelectField, TextField } from "@/components/form/text-fields";
import { createTenantAction } from "@/lib/operators/actions";
import { slugFrom } from "@/lib/tenancy/slug";
import type { Option } from "@/lib/workspaces/regions";
import { levelNames, optionsOf } from "../../../_components/words";

type Props = { suffix: string; zones: Option[]; currencies: Option[]; locales: Option[] };

export function NewTenantForm({ suffix, zones, currencies, locales }: Props) {
  const router = useRouter();
  return (
    <Form
      defaultValues={{
        name: "",
        slug: "",
        ownerEmail: "",
        isolationLevel: "shared",
        zone: "UTC",
        currency: "USD",
        locale: "en-US",
      }}
      action={createTenantAction}
      submit="Create workspace"
      onCancel={() => router.push("/tenants")}
      onSuccess={({ tenantId }) => router.push(`/tenants/${tenantId}`)}
    >
      <SlugFromName />
      <TextField name="name" label="Name" required autoFocus />
      <TextField name="slug" label="Address" hint={`Followed by ${suffix}`} required />
      <TextField
        name="ownerEmail"
        label="Owner's e-mail"
        type="email"
        hint="Of somebody who has an account. They own the workspace from the start."
        required
      />
      <SelectField name="isolationLevel" label="Isolation level" options={optionsOf(levelNames)} required />
      <FieldRow>
        <SelectField name="currency" label="Currency" options={currencies} required />
        <SelectField name="zone" label="Time zone" options={zones} required />
      </FieldRow>
      <SelectField name="locale" label="Numbers and dates" options={locales} required />
    </Form>
  );
}

/** The address follows the name until somebody writes it. */
function SlugFromName() {
  const { setValue, getFieldState } = useFormContext();
  const name = useWatch({ name: "name" });
  useEffect(() => {
    if (!getFieldState("slug").isDirty) setValue("slug", slugFrom(String(name ?? "")));
  }, [name, setValue, getFieldState]);
  return null;
}
