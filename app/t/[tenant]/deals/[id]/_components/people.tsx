"use client";

import { X } from "lucide-react";
import Link from "next/link";
import { useState, useTransition } from "react";
import { Avatar } from "@/components/ui/avatar";
import { Card } from "@/components/ui/card";
import { IconButton } from "@/components/ui/icon-button";
import { Select } from "@/components/ui/select";
import { toastError, toastUndo } from "@/components/ui/toast";
import { addDealPersonAction, changeDealPersonAction, removeDealPersonAction } from "@/lib/deals/actions";
import type { listDealPeople } from "@/lib/deals/queries";
import type { DealContactRole } from "@/lib/deals/roles";
import { AddPerson } from "./add-person";
import { roleOptions } from "./role-options";

type Person = Awaited<ReturnType<typeof listDealPeople>>[number];
type Props = { dealId: string; people: Person[]; disabledReason: string | null };

/** The people on the deal, each with the part that they play in it. */
export function People({ dealId, people, disabledReason }: Props) {
  return (
    <Card flush title="People" actions={<span className="text-muted text-sm">{people.length || ""}</span>}>
      {people.length === 0 && (
        <p className="px-4 py-3 text-muted text-sm">
          Nobody yet. Who decides, who has a say, who will use it?
        </p>
      )}
      <ul className="divide-y">
        {people.map((person) => (
          <Row key={person.contactId} {...{ dealId, person, disabledReason }} />
        ))}
      </ul>
      <AddPerson dealId={dealId} disabledReason={disabledReason} />
    </Card>
  );
}

function Row({
  dealId,
  person,
  disabledReason,
}: {
  dealId: string;
  person: Person;
  disabledReason: string | null;
}) {
  const { contactId, name, role } = person;
  const [pending, start] = useTransition();
  const [chosen, setChosen] = useState<DealContactRole>(role);
  const change = (next: DealContactRole) =>
    start(async () => {
      setChosen(next);
      const result = await changeDealPersonAction({ dealId, contactId, role: next }).catch(() => null);
      if (result?.ok) return;
      setChosen(role);
      toastError(result?.error.message ?? "This did not reach the server. The role is as it was.");
    });
  const remove = () =>
    start(async () => {
      const result = await removeDealPersonAction({ dealId, contactId }).catch(() => null);
      if (!result?.ok) {
        toastError(result?.error.message ?? "This did not reach the server. Nobody was removed.");
        return;
      }
      toastUndo(`${name} was taken off the deal`, () => addDealPersonAction({ dealId, contactId, role }));
    });
  return (
    <li className="flex items-center gap-3 px-4 py-2 text-sm" aria-busy={pending}>
      <Avatar name={name} size="md" />
      <div className="min-w-0 flex-1">
        <Link href={`/contacts/${contactId}`} className="block truncate font-medium hover:underline">
          {name}
        </Link>
        <p className="truncate text-muted text-xs">
          {[person.title, person.company].filter(Boolean).join(", ")}
        </p>
      </div>
      <Select
        aria-label={`Role of ${name}`}
        className="w-40 shrink-0"
        options={roleOptions}
        value={chosen}
        disabled={Boolean(disabledReason) || pending}
        onChange={(event) => change(event.target.value as DealContactRole)}
      />
      <IconButton label={`Take ${name} off the deal`} disabledReason={disabledReason} onClick={remove}>
        <X aria-hidden />
      </IconButton>
    </li>
  );
}
