import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";

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

const places = {
  start: "left-0",
  middle: "left-1/2 -translate-x-1/2",
  end: "right-0",
};

type ExactProps = {
  children: ReactNode;
  /** Which way it may grow without leaving the chart. */
  align?: keyof typeof places;
};

/** The exact figure beside its mark, on hover and on focus. Screen readers have it in the link's name already. */
export function Exact({ children, align = "middle" }: ExactProps) {
  return (
    <span
      aria-hidden
      className={cn(
        "pointer-events-none absolute bottom-full z-10 mb-1 hidden w-max max-w-80 rounded-md bg-raised px-2 py-1 text-ink text-xs tabular-nums shadow-float group-hover:block group-focus-visible:block md:max-w-none",
        places[align],
      )}
    >
      {children}
    </span>
  );
}
