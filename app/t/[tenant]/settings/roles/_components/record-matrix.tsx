"use client";

import type { Permission } from "@/lib/rbac/permissions";
import { type ResourceName, resources } from "@/lib/rbac/resources";
import type { Cell, Inherited } from "@/lib/roles/matrix";
import { CellSelect } from "./cell-select";
import { actions, descriptionOf, permissionAt, recordResources, resourceTitle } from "./words";

export type MatrixProps = {
  cells: Partial<Record<Permission, Cell>>;
  inherited: Partial<Record<Permission, Inherited>>;
  /** How many further rules there are about a permission. */
  further: (permission: Permission) => number;
  fixed: boolean;
  onCell: (permission: Permission, cell: Cell) => void;
};

/** Records by what may be done with them: none, one's own, those of one's teams, or all. */
export function RecordMatrix(props: MatrixProps) {
  return (
    <section
      aria-label="Records"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
      tabIndex={0}
      className="overflow-x-auto rounded-lg border"
    >
      <table className="w-full min-w-160 table-fixed text-sm">
        <thead>
          <tr className="border-b bg-surface text-left text-muted text-xs">
            <th scope="col" className="w-32 px-4 py-2 font-medium">
              Records
            </th>
            {actions.map(({ action, label }) => (
              <th key={action} scope="col" className="px-2 py-2 font-medium">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {recordResources.map((resource) => (
            <tr key={resource} className="border-b align-top last:border-0">
              <th scope="row" className="px-4 py-2.5 text-left font-medium">
                {resourceTitle(resource)}
              </th>
              {actions.map(({ action }) => (
                <td key={action} className="px-2 py-1.5">
                  <MatrixCell {...props} resource={resource} permission={permissionAt(resource, action)} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

type CellProps = MatrixProps & { resource: ResourceName; permission: Permission | null };

function MatrixCell({ cells, inherited, further, fixed, onCell, resource, permission }: CellProps) {
  if (!permission) return <span className="sr-only">Not for these</span>;
  const count = further(permission);
  const isOwned = resources[resource].owner !== null;
  return (
    <>
      <CellSelect
        label={descriptionOf(permission)}
        value={cells[permission] ?? "none"}
        cells={isOwned ? ["own", "team", "all", "never"] : ["all", "never"]}
        inherited={inherited[permission]}
        fixed={fixed}
        onValueChange={(cell) => onCell(permission, cell)}
      />
      {count > 0 && (
        <a href="#rules" className="flex min-h-6 items-center text-info text-xs hover:underline">
          {count === 1 ? "+ 1 rule below" : `+ ${count} rules below`}
        </a>
      )}
    </>
  );
}
