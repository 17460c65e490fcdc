import type { ComponentProps } from "react";
import { cn } from "./cn";

/** The browser's own checkbox in our accent; the target around it is its label's to make 24 px. */
export function Checkbox({ className, ...rest }: Omit<ComponentProps<"input">, "type">) {
  return (
    <input
      {...rest}
      type="checkbox"
      className={cn("size-4 shrink-0 cursor-pointer accent-accent", className)}
    />
  );
}
