"use client";

import { ChevronDown } from "lucide-react";
import { useId } from "react";
import { cn } from "@/components/ui/cn";
import { type Cell, type Inherited, stronger } from "@/lib/roles/matrix";
import { cellWords } from "./words";

type Props = {
  label: string;
  value: Cell;
  /** The choices besides "none". */
  cells: readonly Cell[];
  words?: Partial<Record<Cell, string>>;
  inherited?: Inherited;
  /** Shown, and not to be changed. */
  fixed: boolean;
  onValueChange: (cell: Cell) => void;
};

const looks: Record<Cell, string> = {
  none: "text-muted",
  own: "text-ink",
  team: "text-ink",
  all: "text-accent-strong dark:text-accent font-medium",
  never: "text-danger font-medium",
};

/** One cell: what the role says itself, or else what it inherits and from where. */
export function CellSelect({ label, value, cells, words, inherited, fixed, onValueChange }: Props) {
  const word = (cell: Cell) => words?.[cell] ?? cellWords[cell];
  const id = useId();
  const comes = value === "none" && inherited ? inherited : null;
  const shown = comes?.cell ?? value;
  const from = comes && (
    <span id={`${id}-from`} className="block truncate text-muted text-xs">
      from {comes.from}
    </span>
  );
  // What is weaker than what is inherited would change nothing.
  const least = inherited?.cell ?? "none";
  const offered = cells.filter(
    (cell) => cell === value || (cell !== least && stronger(least, cell) === cell),
  );
  const inherits = inherited && `As ${inherited.from}: ${word(inherited.cell)}`;
  const noneWord = comes ? word(comes.cell) : (inherits ?? word("none"));
  if (fixed) {
    return (
      <span className="block min-w-0 py-1">
        <span className={cn("text-sm", looks[shown])}>{word(shown)}</span>
        {from}
      </span>
    );
  }
  return (
    <span className="block min-w-0">
      <span className="relative block">
        <select
          aria-label={label}
          aria-describedby={comes ? `${id}-from` : undefined}
          value={value}
          onChange={(event) => onValueChange(event.target.value as Cell)}
          className={cn(
            "h-7 w-full appearance-none truncate rounded-md border border-line bg-canvas pr-6 pl-2 text-base md:text-sm dark:bg-surface",
            "hover:border-edge focus-visible:border-accent",
            looks[shown],
            comes && "border-dashed",
          )}
        >
          <option value="none">{noneWord}</option>
          {offered.map((cell) => (
            <option key={cell} value={cell}>
              {word(cell)}
            </option>
          ))}
        </select>
        <ChevronDown
          aria-hidden
          className="pointer-events-none absolute top-1/2 right-1.5 size-3.5 -translate-y-1/2 text-muted"
        />
      </span>
      {from}
    </span>
  );
}
