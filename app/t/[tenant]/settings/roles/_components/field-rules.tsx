"use client";

import { ChevronRight } from "lucide-react";
import type { Permission } from "@/lib/rbac/permissions";
import { fieldsOf, type Resource, type ResourceName, resources } from "@/lib/rbac/resources";
import { type Above, inheritedClosed } from "@/lib/roles/matrix";
import { recordResources, resourceTitle } from "./words";

type Props = {
  closed: Partial<Record<Permission, readonly string[]>>;
  above: readonly Above[];
  fixed: boolean;
  onClosed: (permission: Permission, field: string, isClosed: boolean) => void;
};

/** What the system writes, and nobody changes by hand. */
const written = new Set(["createdAt", "updatedAt", "createdBy"]);

/** Fields that the role does not show, or does not let anybody change. */
export function FieldRules(props: Props) {
  return (
    <div className="divide-y divide-line rounded-lg border">
      {recordResources.map((resource) => (
        <FieldsOf key={resource} {...props} resource={resource} />
      ))}
    </div>
  );
}

function FieldsOf({ closed, above, fixed, onClosed, resource }: Props & { resource: ResourceName }) {
  const about: Resource = resources[resource];
  const columns = [
    { permission: `${resource}:read` as Permission, label: "Hidden" },
    { permission: `${resource}:update` as Permission, label: "Fixed" },
  ].map((column) => ({
    ...column,
    own: new Set(closed[column.permission]),
    inherited: inheritedClosed(above, column.permission),
  }));
  const counts = columns.map(({ label, own, inherited }) => {
    const count = new Set([...own, ...inherited.keys()]).size;
    return count > 0 && `${count} ${label.toLowerCase()}`;
  });
  const summary = counts.filter(Boolean).join(", ");
  return (
    <details className="group">
      <summary className="flex min-h-9 cursor-pointer items-center gap-2 px-4 py-1.5 text-sm">
        <ChevronRight aria-hidden className="size-4 text-muted group-open:rotate-90" />
        <span className="font-medium">{resourceTitle(resource)}</span>
        <span className="text-muted">{summary || "All fields are shown and may be changed"}</span>
      </summary>
      <table className="mb-2 w-full text-sm">
        <thead>
          <tr className="text-left text-muted text-xs">
            <th scope="col" className="px-4 py-1 font-medium">
              Field
            </th>
            {columns.map(({ label }) => (
              <th key={label} scope="col" className="w-36 px-2 py-1 font-medium">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Object.entries(fieldsOf(about)).map(([field, label]) => (
            <tr key={field} className="hover:bg-hover">
              <th scope="row" className="px-4 py-1 text-left font-normal">
                {label}
              </th>
              {columns.map((column) => (
                <td key={column.label} className="px-2 py-1">
                  {column.label === "Hidden" && about.attributes[field]?.isName ? (
                    <span className="text-muted text-xs">Always shown</span>
                  ) : column.label === "Fixed" && written.has(field) ? (
                    <span className="text-muted text-xs">Nobody changes it</span>
                  ) : (
                    <FieldBox
                      label={`${label} of ${about.many}: ${column.label.toLowerCase()}`}
                      checked={column.own.has(field)}
                      from={column.inherited.get(field) ?? null}
                      fixed={fixed}
                      onChange={(isClosed) => onClosed(column.permission, field, isClosed)}
                    />
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

type BoxProps = {
  label: string;
  checked: boolean;
  /** The role above that closes it already. */
  from: string | null;
  fixed: boolean;
  onChange: (checked: boolean) => void;
};

function FieldBox({ label, checked, from, fixed, onChange }: BoxProps) {
  return (
    <label className="inline-flex min-h-6 items-center gap-1.5">
      <input
        type="checkbox"
        aria-label={label}
        checked={checked || from !== null}
        disabled={fixed || from !== null}
        onChange={(event) => onChange(event.target.checked)}
        className="size-4 accent-accent"
      />
      {from && <span className="text-muted text-xs">from {from}</span>}
    </label>
  );
}
