import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";

type Props = {
  /** The finding, as a sentence: "Won value rose by 12% in Q4". */
  title: string;
  /** What is measured, in what, over which time. */
  note: string;
  children: ReactNode;
};

export function ChartFrame({ title, note, children }: Props) {
  return (
    <Card title={title}>
      <p className="-mt-1 pb-4 text-muted text-xs">{note}</p>
      {children}
    </Card>
  );
}

/** The exact figure beside its mark, on hover and on focus. Screen readers have it in the link's name already. */
export function Exact({ children }: { children: ReactNode }) {
  return (
    <span
      aria-hidden
      className="pointer-events-none absolute bottom-full left-1/2 z-10 mb-1 hidden -translate-x-1/2 whitespace-nowrap rounded-md bg-raised px-2 py-1 text-ink text-xs tabular-nums shadow-float group-hover:block group-focus-visible:block"
    >
      {children}
    </span>
  );
}
