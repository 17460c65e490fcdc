"use client";

import { ComboboxField } from "@/components/form/value-fields";
import { loadFrom } from "@/components/ui/load-from";
import { activityLabels } from "@/lib/activities/names";
import { searchCompaniesAction } from "@/lib/companies/actions";
import { searchContactsAction } from "@/lib/contacts/actions";
import { searchDealsAction } from "@/lib/deals/actions";
import type { Activity } from "./types";

const fields = [
  { id: "dealId", name: "deal", load: loadFrom(searchDealsAction) },
  { id: "companyId", name: "company", load: loadFrom(searchCompaniesAction) },
  { id: "contactId", name: "contact", load: loadFrom(searchContactsAction) },
] as const;

/** The deal, company and contact that an activity is about: at least one. */
export function AboutFields({ activity }: { activity?: Activity }) {
  return fields.map(({ id, name, load }) => {
    const chosen = activity?.[id];
    return (
      <ComboboxField
        key={id}
        name={id}
        label={activityLabels[id]}
        load={load}
        chosen={chosen ? { id: chosen, label: activity[name] ?? `A ${name} that was deleted` } : null}
      />
    );
  });
}
