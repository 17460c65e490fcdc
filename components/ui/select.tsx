import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "./cn";
import { fieldStyles } from "./field-styles";

export type Option = { value: string; label: string };
type Group = { label: string; options: readonly Option[] };

type Props = ComponentProps<"select"> & {
  options: readonly (Option | Group)[];
  /** Shown for "nothing chosen"; leave out where something always is. */
  emptyLabel?: string;
};

/** The browser's own select: no script, right on every phone and for every screen reader. */
export function Select({ options, emptyLabel, className, ...rest }: Props) {
  return (
    <span className={cn("relative inline-flex w-full min-w-0", className)}>
      <select {...rest} className={cn(fieldStyles, "appearance-none truncate pr-8")}>
        {emptyLabel !== undefined && <option value="">{emptyLabel}</option>}
        {options.map((each) =>
          "options" in each ? (
            <optgroup key={each.label} label={each.label}>
              {each.options.map(optionOf)}
            </optgroup>
          ) : (
            optionOf(each)
          ),
        )}
      </select>
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-2.5 size-4 -translate-y-1/2 text-muted"
      />
    </span>
  );
}

const optionOf = ({ value, label }: Option) => (
  <option key={value} value={value}>
    {label}
  </option>
);
