"use client";

import { useEffect } from "react";
import { useFormContext, useWatch } from "react-hook-form";
import { FieldRow } from "@/components/form/field";
import { Form } from "@/components/form/form";
import { SelectField, TextField } from "@/components/form/text-fields";
import { slugFrom } from "@/lib/tenancy/slug";
import { createWorkspaceAction } from "@/lib/workspaces/actions";
import { fitting, type Option } from "@/lib/workspaces/regions";
import { SlugField } from "./slug-field";

type Props = { suffix: string; zones: Option[]; currencies: Option[]; locales: Option[] };

export function CreateForm({ suffix, zones, currencies, locales }: Props) {
  return (
    <Form
      defaultValues={{ name: "", slug: "", zone: "UTC", currency: "USD", locale: "en-US" }}
      action={createWorkspaceAction}
      submit="Create workspace"
      onSuccess={({ url }) => window.location.assign(url)}
    >
      <Suggestions zones={zones} locales={locales} />
      <TextField name="name" label="Name" placeholder="Acme" autoComplete="organization" required autoFocus />
      <SlugField suffix={suffix} />
      <FieldRow>
        <SelectField name="currency" label="Currency" options={currencies} required />
        <SelectField name="zone" label="Time zone" options={zones} required />
      </FieldRow>
      <SelectField name="locale" label="Numbers and dates" options={locales} required />
    </Form>
  );
}

/** Fills in what can be guessed, until the person says otherwise: the slug from the name, the rest from the browser. */
function Suggestions({ zones, locales }: Pick<Props, "zones" | "locales">) {
  const { setValue, getFieldState } = useFormContext();
  const name = useWatch({ name: "name" });
  useEffect(() => {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    setValue("zone", fitting(zones, timeZone));
    setValue("locale", fitting(locales, navigator.language));
  }, [setValue, zones, locales]);
  useEffect(() => {
    if (!getFieldState("slug").isDirty) setValue("slug", slugFrom(String(name ?? "")));
  }, [name, setValue, getFieldState]);
  return null;
}
