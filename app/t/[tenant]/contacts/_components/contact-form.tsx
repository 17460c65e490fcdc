"use client";

import { useRouter } from "next/navigation";
import { FieldRow } from "@/components/form/field";
import { Form } from "@/components/form/form";
import { TagsField } from "@/components/form/tags-field";
import { TextField } from "@/components/form/text-fields";
import { ComboboxField } from "@/components/form/value-fields";
import { loadFrom } from "@/components/ui/load-from";
import { toastDone } from "@/components/ui/toast";
import type { Choice } from "@/components/ui/use-options";
import { searchCompaniesAction } from "@/lib/companies/actions";
import { createContactAction, updateContactAction } from "@/lib/contacts/actions";
import { contactLabels as labels } from "@/lib/contacts/names";
import { searchMembersAction } from "@/lib/members/actions";
import type { ContactValues } from "./load-form";

type Chosen = { company: Choice | null; owner: Choice | null };
type Props = {
  values: ContactValues;
  /** What the ids among the values are called. */
  chosen: Chosen;
  /** The contact that is edited; without it, the form makes a new one. */
  editing?: { id: string; version: number };
  /** Why fields of it cannot be changed. */
  locked?: Record<string, string>;
};

/** The one form of a contact. */
export function ContactForm({ values, chosen, editing, locked }: Props) {
  const router = useRouter();
  const common = {
    onSuccess: ({ id }: { id: string }) => {
      toastDone(editing ? "The contact was saved" : "The contact was created");
      router.push(`/contacts/${id}`);
    },
    onCancel: () => router.back(),
    children: <Fields chosen={chosen} />,
  };
  if (editing) {
    return (
      <Form
        defaultValues={{ ...values, ...editing }}
        locked={locked}
        action={updateContactAction}
        submit="Save contact"
        {...common}
      />
    );
  }
  return <Form defaultValues={values} action={createContactAction} submit="Create contact" {...common} />;
}

function Fields({ chosen }: { chosen: Chosen }) {
  return (
    <>
      <FieldRow>
        <TextField name="firstName" label={labels.firstName} required autoFocus />
        <TextField name="lastName" label={labels.lastName} />
      </FieldRow>
      <FieldRow>
        <ComboboxField
          name="companyId"
          label={labels.companyId}
          load={loadFrom(searchCompaniesAction)}
          chosen={chosen.company}
        />
        <TextField name="title" label={labels.title} />
      </FieldRow>
      <FieldRow>
        <TextField name="email" label={labels.email} type="email" inputMode="email" />
        <TextField name="phone" label={labels.phone} type="tel" inputMode="tel" />
      </FieldRow>
      <ComboboxField
        name="ownerId"
        label={labels.ownerId}
        load={loadFrom(searchMembersAction)}
        chosen={chosen.owner}
      />
      <TagsField name="tags" label={labels.tags} hint="Enter or a comma adds a tag." />
    </>
  );
}
