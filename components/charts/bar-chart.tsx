import Link from "next/link";
import { cn } from "@/components/ui/cn";
import { ChartFrame, Exact } from "./chart-frame";
import type { Mark } from "./types";

type Props = { title: string; note: string; marks: Mark[]; highlight?: string };

/** A ranking, longest first: leaders by value. */
export function BarChart({ title, note, marks, highlight }: Props) {
  const most = Math.max(...marks.map((mark) => mark.value), 1);
  return (
    <ChartFrame title={title} note={note}>
      <ul className="grid gap-0.5">
        {marks.map((mark) => (
          <li key={mark.label}>
            <Link
              href={mark.href}
              aria-label={`${mark.label}: ${mark.exact}`}
              className="group relative -mx-1 grid h-7 grid-cols-[minmax(96px,28%)_minmax(0,1fr)_auto] items-center gap-3 rounded-sm px-1 text-sm hover:bg-hover"
            >
              <Exact>{mark.exact}</Exact>
              <span className="truncate">{mark.label}</span>
              <span className="h-4">
                <span
                  className={cn(
                    "block h-full rounded-r-sm bg-step-3 forced-colors:bg-[CanvasText]",
                    highlight && highlight !== mark.label && "bg-chart-context",
                  )}
                  style={{ width: `${Math.max((mark.value / most) * 100, 0)}%` }}
                />
              </span>
              <span className="text-right text-muted tabular-nums">{mark.short}</span>
            </Link>
          </li>
        ))}
      </ul>
    </ChartFrame>
  );
}
