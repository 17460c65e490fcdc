"use client";

import { CellSelect } from "./cell-select";
import type { MatrixProps } from "./record-matrix";
import { descriptionOf, wholeResources, wholeWords } from "./words";

/** What is allowed or not as a whole: people, roles, settings. */
export function WholeRights({ cells, inherited, fixed, onCell }: Omit<MatrixProps, "further">) {
  return (
    <div className="gap-x-6 rounded-lg border px-4 py-2 xl:columns-2">
      {wholeResources.map(({ title, items }) => (
        <fieldset key={title} className="grid min-w-0 break-inside-avoid gap-1 py-2">
          <legend className="float-left w-full font-medium text-sm">{title}</legend>
          {items.map((permission) => (
            <div key={permission} className="grid grid-cols-[minmax(0,1fr)_8.5rem] items-start gap-2 text-sm">
              <span className="py-1 text-muted">{descriptionOf(permission)}</span>
              <CellSelect
                label={descriptionOf(permission)}
                value={cells[permission] ?? "none"}
                cells={["all", "never"]}
                words={wholeWords}
                inherited={inherited[permission]}
                fixed={fixed}
                onValueChange={(cell) => onCell(permission, cell)}
              />
            </div>
          ))}
        </fieldset>
      ))}
    </div>
  );
}
