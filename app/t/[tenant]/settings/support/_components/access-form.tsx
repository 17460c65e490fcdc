"use client";

import { useState } from "react";
import { toastDone, toastError } from "@/components/ui/toast";
import { setSupportAccessAction } from "@/lib/support/actions";

type Access = "none" | "read" | "write";

const choices: { access: Access; label: string; hint: string }[] = [
  { access: "none", label: "Let nobody in", hint: "A visit that is open ends." },
  {
    access: "read",
    label: "Let support look",
    hint: "For a reason that you can read, and for hours at most.",
  },
  {
    access: "write",
    label: "Let support look and change",
    hint: "But for people, roles and settings. Each change says in the audit log that it was support.",
  },
];

/** One press is the whole decision, and can be taken back by another. */
export function AccessForm({ access }: { access: Access }) {
  const [chosen, setChosen] = useState(access);
  const choose = async (next: Access) => {
    setChosen(next);
    const result = await setSupportAccessAction({ access: next }).catch(() => null);
    if (result?.ok) return toastDone("Saved");
    setChosen(access);
    toastError(result?.error.message ?? "This did not reach the server, and nothing was changed. Try again.");
  };
  return (
    <fieldset className="grid gap-3">
      <legend className="mb-3 font-semibold text-base">What the people who run Tenantry here may do</legend>
      {choices.map((choice) => (
        <label key={choice.access} className="flex min-h-6 items-start gap-3 text-sm">
          <input
            type="radio"
            name="access"
            value={choice.access}
            checked={chosen === choice.access}
            onChange={() => choose(choice.access)}
            className="mt-0.5 size-4 accent-accent"
          />
          <span>
            <span className="block font-medium">{choice.label}</span>
            <span className="block text-muted">{choice.hint}</span>
          </span>
        </label>
      ))}
      <p className="text-muted text-sm">
        Whoever enters is named above every page while they are here, and any owner or admin can end it.
      </p>
    </fieldset>
  );
}
