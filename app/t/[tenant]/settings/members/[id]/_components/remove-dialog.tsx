"use client";

import { useEffect, useState } from "react";
import { Form } from "@/components/form/form";
import { ComboboxField } from "@/components/form/value-fields";
import { Dialog } from "@/components/ui/dialog";
import { useFormat } from "@/components/ui/format-context";
import { loadFrom } from "@/components/ui/load-from";
import { toastDone } from "@/components/ui/toast";
import { formatNumber } from "@/lib/format/number";
import { countRecordsAction, removeMemberAction, searchMembersAction } from "@/lib/members/actions";

type Props = { id: string; name: string; onClose: () => void };

type Owned = Record<keyof typeof nouns, number>;

const nouns = {
  companies: ["company", "companies"],
  contacts: ["contact", "contacts"],
  deals: ["deal", "deals"],
  activities: ["open activity", "open activities"],
} as const;

/** Removes somebody, with the choice who gets what they own. */
export function RemoveDialog({ id, name, onClose }: Props) {
  const [owned, setOwned] = useState<Owned | null>(null);
  const { locale } = useFormat();
  useEffect(() => {
    void countRecordsAction({ id }).then((result) => result.ok && setOwned(result.data));
  }, [id]);
  const others = async (q: string) =>
    (await loadFrom(searchMembersAction)(q)).filter((choice) => choice.id !== id);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Remove ${name}?`}
      description={`${name} loses every role, team and shared record, from the next click on. If they are invited again, they begin with nothing.`}
    >
      <div className="grid gap-3 pb-2">
        <p role="status" className="text-sm">
          {owned ? ownedInWords(name, owned, locale) : "Counting what they own."}
        </p>
        <Form
          defaultValues={{ recordsTo: null as string | null }}
          action={({ recordsTo }: { recordsTo: string | null }) => removeMemberAction({ id, recordsTo })}
          submit={`Remove ${name}`}
          danger
          onSuccess={() => {
            toastDone(`${name} was removed`);
            onClose();
          }}
          onCancel={onClose}
        >
          <ComboboxField
            name="recordsTo"
            label="Give their records to"
            hint="Left empty, they stay in their name, on record."
            load={others}
            placeholder="Nobody"
          />
        </Form>
      </div>
    </Dialog>
  );
}

function ownedInWords(name: string, owned: Owned, locale: string): string {
  const parts = (Object.keys(nouns) as (keyof Owned)[]).flatMap((kind) => {
    const [one, many] = nouns[kind];
    return owned[kind] > 0 ? [`${formatNumber(owned[kind], locale)} ${owned[kind] === 1 ? one : many}`] : [];
  });
  if (parts.length === 0) return `${name} owns nothing here.`;
  return `${name} owns ${new Intl.ListFormat("en", { type: "conjunction" }).format(parts)}.`;
}
