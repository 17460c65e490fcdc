import Link from "next/link";
import { cn } from "@/components/ui/cn";
import { ChartFrame, Exact } from "./chart-frame";
import type { Mark } from "./types";

type Props = {
  title: string;
  note: string;
  marks: Mark[];
  /** The mark that the title speaks of; the others step back. */
  highlight?: string;
};

/** Values over time, as columns that start at zero. A list of links: each leads to its records. */
export function ColumnChart({ title, note, marks, highlight }: Props) {
  const most = Math.max(...marks.map((mark) => mark.value), 1);
  return (
    <ChartFrame title={title} note={note}>
      <ul className="flex h-52 items-stretch">
        {marks.map((mark, index) => (
          <li key={mark.label} className="min-w-0 flex-1">
            <Link
              href={mark.href}
              aria-label={`${mark.label}: ${mark.exact}`}
              className="group relative flex h-full flex-col rounded-sm text-center text-xs"
            >
              <Exact align={index === 0 ? "start" : index === marks.length - 1 ? "end" : "middle"}>
                {mark.exact}
              </Exact>
              <span className="flex min-h-0 flex-1 flex-col justify-end">
                <span className="pb-1 text-ink tabular-nums">{mark.short}</span>
                <span
                  className={cn(
                    "mx-auto w-3/5 max-w-20 rounded-t-sm bg-step-3 group-hover:bg-accent-strong forced-colors:bg-[CanvasText]",
                    highlight && highlight !== mark.label && "bg-chart-context",
                  )}
                  style={{ height: `${(mark.value / most) * 84}%`, minHeight: mark.value > 0 ? 2 : 0 }}
                />
              </span>
              <span className="truncate border-line border-t pt-1.5 text-muted">{mark.label}</span>
            </Link>
          </li>
        ))}
      </ul>
    </ChartFrame>
  );
}
