"use client";

import { useRouter } from "next/navigation";
import { startTransition, useId, useOptimistic } from "react";
import { Label } from "@/components/ui/label";
import { Select } from "@/components/ui/select";

type Asked = {
  left: string;
  right: string;
  /** What is the same is shown, too. */
  all: boolean;
};

type Props = Asked & { roles: readonly { id: string; name: string }[] };

/** The two roles, which are in the address: copied, it shows a colleague the same. */
export function ComparePicker({ roles, ...answered }: Props) {
  const id = useId();
  const router = useRouter();
  const options = roles.map((role) => ({ value: role.id, label: role.name }));
  // What was chosen last stands before its answer is here: the next choice builds on it.
  const [{ left, right, all }, choose] = useOptimistic<Asked>(answered);
  const go = (change: Partial<Asked>) => {
    const next = { left, right, all, ...change };
    const query = new URLSearchParams({ left: next.left, right: next.right, ...(next.all && { all: "1" }) });
    startTransition(() => {
      choose(next);
      router.replace(`/settings/roles/compare?${query}`, { scroll: false });
    });
  };
  return (
    <div className="mb-5 grid items-end gap-4 sm:grid-cols-[minmax(0,16rem)_minmax(0,16rem)_auto]">
      <div className="grid gap-1">
        <Label htmlFor={`${id}-left`}>One role</Label>
        <Select
          id={`${id}-left`}
          options={options}
          emptyLabel="Choose a role"
          value={left}
          onChange={(event) => go({ left: event.target.value })}
        />
      </div>
      <div className="grid gap-1">
        <Label htmlFor={`${id}-right`}>The other role</Label>
        <Select
          id={`${id}-right`}
          options={options}
          emptyLabel="Choose a role"
          value={right}
          onChange={(event) => go({ right: event.target.value })}
        />
      </div>
      <label className="inline-flex min-h-8 items-center gap-1.5 text-sm">
        <input
          type="checkbox"
          checked={all}
          onChange={(event) => go({ all: event.target.checked })}
          className="size-4 accent-accent"
        />
        Show what is the same
      </label>
    </div>
  );
}
