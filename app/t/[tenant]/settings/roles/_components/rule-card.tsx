"use client";

import { X } from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";
import { Select } from "@/components/ui/select";
import type { Condition } from "@/lib/rbac/conditions/schema";
import { type Permission, permissions } from "@/lib/rbac/permissions";
import { fieldsOf, type Resource, resources } from "@/lib/rbac/resources";
import { recordsOf } from "@/lib/roles/matrix";
import { ConditionBuilder } from "../../../_components/access/condition-builder";
import type { SpecialRule } from "./use-role-draft";
import { descriptionOf } from "./words";

type Props = { rule: SpecialRule; onChange: (rule: SpecialRule) => void; onRemove: () => void };

const effects = [
  { value: "allow", label: "May" },
  { value: "deny", label: "May never" },
];

/** One rule as it is said: May, see deals, those of their teams, only if ... */
export function RuleCard({ rule, onChange, onRemove }: Props) {
  const records = recordsOf(rule.permission);
  const about = records && resources[records];
  return (
    <li className="grid min-w-0 gap-3 rounded-lg border p-3">
      <div className="grid grid-cols-[minmax(0,1fr)_auto] gap-1.5">
        <div className="grid min-w-0 gap-1.5 sm:grid-cols-[8rem_minmax(0,1fr)_minmax(0,12rem)]">
          <Select
            aria-label="May, or may never"
            options={effects}
            value={rule.effect}
            onChange={(event) => onChange({ ...rule, effect: event.target.value as SpecialRule["effect"] })}
          />
          <Select
            aria-label="What the rule is about"
            options={choicesFor(rule.permission)}
            value={rule.permission}
            onChange={(event) => onChange(moved(rule, event.target.value as Permission))}
          />
          {about?.owner && (
            <Select
              aria-label="For whose records"
              options={[
                { value: "own", label: `their own ${about.many}` },
                { value: "team", label: `${about.many} of their teams` },
                { value: "all", label: `all ${about.many}` },
              ]}
              value={rule.scope}
              onChange={(event) => onChange({ ...rule, scope: event.target.value as SpecialRule["scope"] })}
            />
          )}
        </div>
        <IconButton label={`Remove the rule on “${descriptionOf(rule.permission)}”`} onClick={onRemove}>
          <X aria-hidden />
        </IconButton>
      </div>
      {about && <FieldChoice rule={rule} resource={about} onChange={onChange} />}
      <ConditionBuilder
        // Another resource has other attributes, and starts again.
        key={records ?? "none"}
        resource={records}
        defaultValue={rule.condition as Condition | null}
        onValueChange={(condition, problem) => onChange({ ...rule, condition, problem })}
      />
      {rule.problem && (
        <p role="status" className="text-danger text-xs">
          {rule.problem}
        </p>
      )}
    </li>
  );
}

/** Every permission about single records; and the one that the rule has, whatever it is about. */
function choicesFor(current: Permission) {
  return permissions
    .filter(({ name }) => recordsOf(name) !== null || name === current)
    .map(({ name, description }) => ({ value: name, label: description }));
}

/** What the new permission cannot have is taken out. */
function moved(rule: SpecialRule, permission: Permission): SpecialRule {
  if (recordsOf(permission) === recordsOf(rule.permission)) return { ...rule, permission };
  const records = recordsOf(permission);
  const scope = records && resources[records].owner ? rule.scope : "all";
  return { ...rule, permission, scope, condition: null, fields: null, problem: null };
}

type FieldProps = { rule: SpecialRule; resource: Resource; onChange: (rule: SpecialRule) => void };

/** All fields, or some alone. */
function FieldChoice({ rule, resource, onChange }: FieldProps) {
  const isReading = rule.permission.endsWith(":read");
  const choices = Object.entries(fieldsOf(resource)).filter(
    ([field]) => !isReading || !resource.attributes[field]?.isName,
  );
  const chosen = rule.fields ?? [];
  const labels = chosen.map((field) => fieldsOf(resource)[field] ?? field);
  return (
    <details className="text-sm">
      <summary className="min-h-6 cursor-pointer">
        {chosen.length === 0 ? "For all fields" : `For these fields alone: ${labels.join(", ")}`}
      </summary>
      <ul className="mt-1 grid gap-x-3 sm:grid-cols-3">
        {choices.map(([field, label]) => (
          <li key={field}>
            <label className="inline-flex min-h-6 items-center gap-1.5">
              <input
                type="checkbox"
                checked={chosen.includes(field)}
                onChange={(event) => {
                  const others = chosen.filter((each) => each !== field);
                  const fields = event.target.checked ? [...others, field].sort() : others;
                  onChange({ ...rule, fields: fields.length > 0 ? fields : null });
                }}
                className="size-4 accent-accent"
              />
              {label}
            </label>
          </li>
        ))}
      </ul>
    </details>
  );
}
