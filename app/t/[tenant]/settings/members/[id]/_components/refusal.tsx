import type { ReactNode } from "react";

/** Why something was refused, where it was asked for; nothing while nothing was. */
export function Refusal({ children }: { children: ReactNode }) {
  return (
    children && (
      <p role="alert" className="rounded-md border border-danger bg-danger-soft px-3 py-2 text-sm">
        {children}
      </p>
    )
  );
}
