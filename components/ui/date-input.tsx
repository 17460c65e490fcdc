import type { ComponentProps } from "react";
import { cn } from "./cn";
import { Input } from "./input";

type Props = Omit<ComponentProps<"input">, "type" | "value" | "onChange"> & {
  /** A calendar day, `2017-03-12`, or null. */
  value: string | null;
  onValueChange: (day: string | null) => void;
};

/** The browser's own date field: it speaks the person's language and works by keyboard and on phones. */
export function DateInput({ value, onValueChange, className, ...rest }: Props) {
  return (
    <Input
      {...rest}
      type="date"
      value={value ?? ""}
      onChange={(event) => onValueChange(event.target.value || null)}
      className={cn("tabular-nums", className)}
    />
  );
}
