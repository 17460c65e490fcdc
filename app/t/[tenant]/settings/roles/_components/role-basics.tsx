"use client";

import { useId } from "react";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { Select } from "@/components/ui/select";
import type { RoleDraft } from "./use-role-draft";

type Props = {
  draft: Pick<RoleDraft, "name" | "description" | "parentRoleId">;
  parents: readonly { id: string; name: string }[];
  fixed: boolean;
  onChange: (part: Partial<Pick<RoleDraft, "name" | "description">>) => void;
  onParent: (parentRoleId: string | null) => void;
};

/** What the role is called, and which role it inherits from. */
export function RoleBasics({ draft, parents, fixed, onChange, onParent }: Props) {
  const id = useId();
  if (fixed) return null;
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <div className="grid content-start gap-1">
        <Label htmlFor={`${id}-name`}>Name</Label>
        <Input
          id={`${id}-name`}
          autoComplete="off"
          maxLength={60}
          aria-required
          value={draft.name}
          onChange={(event) => onChange({ name: event.target.value })}
        />
      </div>
      <div className="grid content-start gap-1">
        <Label htmlFor={`${id}-parent`}>Inherits from</Label>
        <Select
          id={`${id}-parent`}
          options={parents.map((role) => ({ value: role.id, label: role.name }))}
          emptyLabel="No other role"
          value={draft.parentRoleId ?? ""}
          onChange={(event) => onParent(event.target.value || null)}
        />
      </div>
      <div className="grid content-start gap-1 sm:col-span-2">
        <Label htmlFor={`${id}-description`}>Who it is for</Label>
        <Input
          id={`${id}-description`}
          autoComplete="off"
          maxLength={300}
          value={draft.description}
          onChange={(event) => onChange({ description: event.target.value })}
        />
      </div>
    </div>
  );
}
