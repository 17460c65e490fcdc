"use client";

import { useRouter } from "next/navigation";
import { Form } from "@/components/form/form";
import type { Option } from "@/components/ui/select";
import { toastDone } from "@/components/ui/toast";
import type { Choice } from "@/components/ui/use-options";
import { createCompanyAction, updateCompanyAction } from "@/lib/companies/actions";
import { CompanyFormFields } from "./company-form-fields";
import type { CompanyValues } from "./load-form";

type Props = {
  values: CompanyValues;
  /** What the ids among the values are called. */
  chosen: { parent: Choice | null; owner: Choice | null };
  currencies: Option[];
  /** The company that is edited; without it, the form makes a new one. */
  editing?: { id: string; version: number };
  /** Why fields of it cannot be changed. */
  locked?: Record<string, string>;
};

/** The one form of a company. */
export function CompanyForm({ values, chosen, currencies, editing, locked }: Props) {
  const router = useRouter();
  const common = {
    onSuccess: ({ id }: { id: string }) => {
      toastDone(editing ? "The company was saved" : "The company was created");
      router.push(`/companies/${id}`);
    },
    onCancel: () => router.back(),
    children: <CompanyFormFields chosen={chosen} currencies={currencies} />,
  };
  if (editing) {
    return (
      <Form
        defaultValues={{ ...values, ...editing }}
        locked={locked}
        action={updateCompanyAction}
        submit="Save company"
        {...common}
      />
    );
  }
  return <Form defaultValues={values} action={createCompanyAction} submit="Create company" {...common} />;
}
