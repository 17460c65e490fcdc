"use client";

import type { ComponentProps } from "react";
import { useWatch } from "react-hook-form";
import { FieldRow } from "@/components/form/field";
import { SelectField, TextField } from "@/components/form/text-fields";
import { ComboboxField, MinorField, NumberField } from "@/components/form/value-fields";
import { loadFrom } from "@/components/ui/load-from";
import { searchCompaniesAction } from "@/lib/companies/actions";
import { companyLabels as labels } from "@/lib/companies/names";
import { searchMembersAction } from "@/lib/members/actions";
import type { CompanyForm } from "./company-form";

type Props = Pick<ComponentProps<typeof CompanyForm>, "chosen" | "currencies">;

export function CompanyFormFields({ chosen, currencies }: Props) {
  const currency: string | null = useWatch({ name: "revenueCurrency" });
  return (
    <>
      <TextField name="name" label={labels.name} required autoFocus />
      <FieldRow>
        <TextField name="domain" label={labels.domain} placeholder="company.com" inputMode="url" />
        <TextField name="industry" label={labels.industry} />
      </FieldRow>
      <FieldRow>
        <ComboboxField
          name="parentCompanyId"
          label={labels.parentCompanyId}
          load={loadFrom(searchCompaniesAction)}
          chosen={chosen.parent}
        />
        <ComboboxField
          name="ownerId"
          label={labels.ownerId}
          load={loadFrom(searchMembersAction)}
          chosen={chosen.owner}
        />
      </FieldRow>
      <FieldRow>
        <MinorField
          name="annualRevenueMinor"
          label={labels.annualRevenueMinor}
          currency={currency ?? undefined}
        />
        <SelectField
          name="revenueCurrency"
          label={labels.revenueCurrency}
          options={currencies}
          emptyLabel={currency === null ? "Hidden" : undefined}
        />
      </FieldRow>
      <FieldRow>
        <NumberField name="employeeCount" label={labels.employeeCount} />
        <TextField name="companySize" label={labels.companySize} placeholder="51–200" />
      </FieldRow>
      <FieldRow>
        <NumberField name="yearFounded" label={labels.yearFounded} />
        <TextField name="country" label={labels.country} />
      </FieldRow>
      <TextField name="street" label={labels.street} />
      <FieldRow>
        <TextField name="postalCode" label={labels.postalCode} />
        <TextField name="city" label={labels.city} />
      </FieldRow>
      <TextField name="region" label={labels.region} />
    </>
  );
}
