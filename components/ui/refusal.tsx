import type { ReactNode } from "react";
import { cn } from "./cn";

type Props = { className?: string; children: ReactNode };

/** Why something was refused, where it was asked for; nothing while nothing was. */
export function Refusal({ className, children }: Props) {
  return (
    children && (
      <p
        role="alert"
        className={cn("rounded-md border border-danger bg-danger-soft px-3 py-2 text-sm", className)}
      >
        {children}
      </p>
    )
  );
}
