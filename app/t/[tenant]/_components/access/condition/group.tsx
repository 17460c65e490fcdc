"use client";

import { Plus, X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Select } from "@/components/ui/select";
import type { ResourceName } from "@/lib/rbac/resources";
import { comparables } from "./attributes";
import { type Draft, type GroupDraft, type Mode, modes, newGroup, newTest } from "./draft";
import { KeptCondition } from "./kept";
import { TestRow } from "./test-row";

type Props = {
  draft: GroupDraft;
  resource: ResourceName | null;
  onChange: (draft: GroupDraft) => void;
  /** The words before the choice of how its parts go together. */
  lead: string;
  /** Of a group inside another one. */
  onRemove?: () => void;
};

const modeOptions = Object.entries(modes).map(([value, label]) => ({ value, label }));

/** Conditions that hold together, or one of them, or none; groups stand inside groups. */
export function ConditionGroup({ draft, resource, onChange, lead, onRemove }: Props) {
  const first = comparables(resource)[0]?.items[0];
  const add = (part: Draft) => onChange({ ...draft, of: [...draft.of, part] });
  const replace = (key: string, part: Draft | null) =>
    onChange({ ...draft, of: draft.of.flatMap((each) => (each.key === key ? (part ?? []) : each)) });
  return (
    <fieldset className="relative grid min-w-0 gap-2">
      <legend className="sr-only">{`${lead} ${modes[draft.mode]}`}</legend>
      {draft.of.length > 0 && (
        <div className="flex items-center gap-2 text-sm">
          <span className="shrink-0 text-muted">{lead}</span>
          <Select
            aria-label="How the conditions go together"
            className="max-w-64"
            options={modeOptions}
            value={draft.mode}
            onChange={(event) => onChange({ ...draft, mode: event.target.value as Mode })}
          />
          {onRemove && (
            <IconButton label="Remove this group" size="icon-sm" onClick={onRemove}>
              <X aria-hidden />
            </IconButton>
          )}
        </div>
      )}
      {draft.of.length > 0 && (
        <ul className="grid gap-2 border-line border-l pl-3">
          {draft.of.map((part) => (
            <li key={part.key} className="min-w-0">
              <Part
                draft={part}
                resource={resource}
                onChange={(next) => replace(part.key, next)}
                onRemove={() => replace(part.key, null)}
              />
            </li>
          ))}
        </ul>
      )}
      <div className="flex flex-wrap gap-1">
        {first && (
          <Button size="sm" variant="ghost" onClick={() => add(newTest(first))}>
            <Plus aria-hidden />
            Add a condition
          </Button>
        )}
        {first && draft.of.length > 0 && (
          <Button size="sm" variant="ghost" onClick={() => add(newGroup("any", [newTest(first)]))}>
            <Plus aria-hidden />
            Add a group
          </Button>
        )}
      </div>
    </fieldset>
  );
}

type PartProps = {
  draft: Draft;
  resource: ResourceName | null;
  onChange: (draft: Draft) => void;
  onRemove: () => void;
};

function Part({ draft, resource, onChange, onRemove }: PartProps) {
  if (draft.kind === "test") return <TestRow {...{ draft, resource, onChange, onRemove }} />;
  if (draft.kind === "kept")
    return <KeptCondition condition={draft.condition} resource={resource} onRemove={onRemove} />;
  return (
    <ConditionGroup
      draft={draft}
      resource={resource}
      // A group that was emptied is gone: there would be nothing to choose for it.
      onChange={(next) => (next.of.length > 0 ? onChange(next) : onRemove())}
      onRemove={onRemove}
      lead="and that"
    />
  );
}
