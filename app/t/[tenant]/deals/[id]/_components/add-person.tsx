"use client";

import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { loadFrom } from "@/components/ui/load-from";
import { Select } from "@/components/ui/select";
import type { Choice } from "@/components/ui/use-options";
import { searchContactsAction } from "@/lib/contacts/actions";
import { addDealPersonAction } from "@/lib/deals/actions";
import type { DealContactRole } from "@/lib/deals/roles";
import { roleOptions } from "./role-options";

type Props = { dealId: string; disabledReason: string | null };

/** Puts a contact on the deal. */
export function AddPerson({ dealId, disabledReason }: Props) {
  const [pending, start] = useTransition();
  const [contact, setContact] = useState<Choice | null>(null);
  const [role, setRole] = useState<DealContactRole>("decision_maker");
  const [problem, setProblem] = useState<string | null>(null);
  const add = () =>
    start(async () => {
      setProblem(null);
      if (!contact) return setProblem("Choose a contact first.");
      const result = await addDealPersonAction({ dealId, contactId: contact.id, role }).catch(() => null);
      if (result?.ok) return setContact(null);
      setProblem(result?.error.message ?? "This did not reach the server. Try again.");
    });
  return (
    <div className="grid gap-1 border-t px-4 py-3">
      <div className="flex flex-wrap items-center gap-2">
        <div className="min-w-40 flex-1">
          <Combobox
            aria-label="Contact to add"
            placeholder="Add a contact"
            aria-describedby={problem ? "add-person-problem" : undefined}
            disabled={Boolean(disabledReason)}
            load={loadFrom(searchContactsAction)}
            value={contact}
            onValueChange={setContact}
          />
        </div>
        <Select
          aria-label="Role of the contact to add"
          className="w-40 shrink-0"
          options={roleOptions}
          value={role}
          disabled={Boolean(disabledReason)}
          onChange={(event) => setRole(event.target.value as DealContactRole)}
        />
        <Button onClick={add} pending={pending} disabledReason={disabledReason}>
          Add
        </Button>
      </div>
      {problem && (
        <p id="add-person-problem" role="alert" className="text-danger text-xs">
          {problem}
        </p>
      )}
    </div>
  );
}
