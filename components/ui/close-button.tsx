import { X } from "lucide-react";
import type { ComponentProps } from "react";
import { buttonStyles } from "./button-styles";
import { cn } from "./cn";

/**
 * Closes what floats. Without a tooltip, which would take the first Esc for itself; and last in its dialog, which would
 * otherwise start with the focus here.
 */
export function CloseButton({ className, ...rest }: ComponentProps<"button">) {
  return (
    <button
      {...rest}
      type="button"
      aria-label="Close"
      className={cn(
        buttonStyles({ variant: "ghost", size: "icon-sm" }),
        "absolute top-2.5 right-2.5",
        className,
      )}
    >
      <X aria-hidden />
    </button>
  );
}
