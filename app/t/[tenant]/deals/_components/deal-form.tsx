"use client";

import { useRouter } from "next/navigation";
import { FieldRow } from "@/components/form/field";
import { Form } from "@/components/form/form";
import { TextareaField, TextField } from "@/components/form/text-fields";
import { ComboboxField } from "@/components/form/value-fields";
import { loadFrom } from "@/components/ui/load-from";
import type { Option } from "@/components/ui/select";
import { toastDone } from "@/components/ui/toast";
import type { Choice } from "@/components/ui/use-options";
import { searchCompaniesAction } from "@/lib/companies/actions";
import { searchContactsAction } from "@/lib/contacts/actions";
import { createDealAction, updateDealAction } from "@/lib/deals/actions";
import { dealLabels } from "@/lib/deals/names";
import type { DealInput } from "@/lib/deals/schema";
import { searchMembersAction } from "@/lib/members/actions";
import type { Stage } from "@/lib/pipelines/schema";
import { searchProductsAction } from "@/lib/products/actions";
import { StageFields } from "./stage-fields";

type Props = {
  stages: Stage[];
  currencies: Option[];
  values: DealInput;
  /** What the ids among the values are called. */
  chosen: { company: Choice | null; contact: Choice | null; owner: Choice | null; product: Choice | null };
  /** The deal that is edited; without it, the form makes a new one. */
  editing?: { id: string; version: number };
  /** Why fields of the deal cannot be changed. */
  locked?: Record<string, string>;
};

/** The one form of a deal, for a new one and for an existing one. */
export function DealForm({ stages, currencies, values, chosen, editing, locked }: Props) {
  const router = useRouter();
  const done = ({ id }: { id: string }) => {
    toastDone(editing ? "The deal was saved" : "The deal was created");
    router.push(`/deals/${id}`);
  };
  const fields = (
    <>
      <TextField name="title" label={dealLabels.title} required autoFocus />
      <FieldRow>
        <ComboboxField
          name="companyId"
          label={dealLabels.companyId}
          load={loadFrom(searchCompaniesAction)}
          chosen={chosen.company}
        />
        <ComboboxField
          name="primaryContactId"
          label={dealLabels.primaryContactId}
          load={loadFrom(searchContactsAction)}
          chosen={chosen.contact}
        />
      </FieldRow>
      <StageFields stages={stages} currencies={currencies} locked={locked} />
      <FieldRow>
        <ComboboxField
          name="ownerId"
          label={dealLabels.ownerId}
          load={loadFrom(searchMembersAction)}
          chosen={chosen.owner}
        />
        <ComboboxField
          name="productId"
          label={dealLabels.productId}
          load={loadFrom(searchProductsAction)}
          chosen={chosen.product}
        />
      </FieldRow>
      <TextField
        name="dealSource"
        label={dealLabels.dealSource}
        hint="Where it came from: a referral, a fair, the website."
      />
      <TextareaField name="description" label={dealLabels.description} rows={4} />
    </>
  );
  const common = { onSuccess: done, onCancel: () => router.back() };
  if (editing) {
    return (
      <Form
        {...common}
        defaultValues={{ ...values, ...editing }}
        locked={locked}
        action={updateDealAction}
        submit="Save deal"
      >
        {fields}
      </Form>
    );
  }
  return (
    <Form {...common} defaultValues={values} action={createDealAction} submit="Create deal">
      {fields}
    </Form>
  );
}
