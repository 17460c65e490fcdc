import type { ComponentProps } from "react";
import { cn } from "./cn";
import { fieldStyles } from "./field-styles";

/** Grows with what is written, up to ten lines. */
export function Textarea({ className, rows = 3, ...rest }: ComponentProps<"textarea">) {
  return (
    <textarea
      {...rest}
      rows={rows}
      className={cn(fieldStyles, "field-sizing-content h-auto max-h-56 min-h-16 py-1.5", className)}
    />
  );
}
