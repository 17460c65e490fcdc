import type { ReactNode } from "react";
import { Hidden } from "./hidden";

type Property = { label: string; value: ReactNode; hidden?: boolean };

/** A record's properties, label beside value. An empty one shows a dash, so that it can be found and filled; a hidden one says so. */
export function PropertyList({ items }: { items: Property[] }) {
  return (
    <dl className="grid grid-cols-[112px_minmax(0,1fr)] gap-x-3 gap-y-1 text-sm">
      {items.map(({ label, value, hidden }) => (
        <div key={label} className="col-span-2 grid grid-cols-subgrid items-baseline py-1">
          <dt className="text-muted">{label}</dt>
          <dd className="min-w-0 break-words">
            {hidden ? (
              <Hidden />
            ) : value === null || value === undefined || value === "" ? (
              <span className="text-faint">—</span>
            ) : (
              value
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
