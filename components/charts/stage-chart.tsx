import Link from "next/link";
import { cn } from "@/components/ui/cn";
import { ChartFrame, Exact } from "./chart-frame";
import type { Mark } from "./types";

/** One stage: how many, how much, and how much of it is likely. `value` is the bar, `part` the filled share of it. */
export type StageMark = Mark & { count: string; part: number; partShort: string };

const steps = ["bg-step-1", "bg-step-2", "bg-step-3", "bg-step-4"];

type Props = {
  title: string;
  note: string;
  marks: StageMark[];
  heads: [count: string, value: string, part: string];
};

/** A pipeline, stage by stage: one hue in steps, because the order matters. A table, since each bar has three figures. */
export function StageChart({ title, note, marks, heads }: Props) {
  const most = Math.max(...marks.map((mark) => mark.value), 1);
  return (
    <ChartFrame title={title} note={note}>
      <table className="w-full border-separate border-spacing-0 text-sm">
        <thead className="text-muted text-xs">
          <tr>
            <th scope="col" className="pb-1 text-left font-normal">
              Stage
            </th>
            <td className="w-2/5 max-sm:hidden" />
            {heads.map((head) => (
              <th key={head} scope="col" className="pb-1 pl-4 text-right font-normal">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {marks.map((mark, index) => (
            <tr key={mark.label} className="hover:bg-hover">
              <th scope="row" className="h-8 whitespace-nowrap pr-3 text-left font-normal">
                <Link
                  href={mark.href}
                  aria-label={`${mark.label}: ${mark.exact}`}
                  className="group relative block py-1"
                >
                  <Exact align="start">{mark.exact}</Exact>
                  {mark.label}
                </Link>
              </th>
              <td aria-hidden className="max-sm:hidden">
                <Bar mark={mark} most={most} step={steps[Math.min(index, steps.length - 1)] ?? "bg-step-4"} />
              </td>
              <td className="pl-4 text-right text-muted">{mark.count}</td>
              <td className="pl-4 text-right">{mark.short}</td>
              <td className="pl-4 text-right text-muted">{mark.partShort}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ChartFrame>
  );
}

function Bar({ mark, most, step }: { mark: StageMark; most: number; step: string }) {
  return (
    <span
      className="relative block h-4 overflow-hidden rounded-r-sm bg-pressed"
      style={{ width: `${(mark.value / most) * 100}%` }}
    >
      <span
        className={cn("block h-full forced-colors:bg-[CanvasText]", step)}
        style={{ width: `${mark.value > 0 ? (mark.part / mark.value) * 100 : 0}%` }}
      />
    </span>
  );
}
