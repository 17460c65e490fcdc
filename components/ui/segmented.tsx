import Link from "next/link";
import { cn } from "./cn";

type Segment = { id: string; label: string; href: string };

/** A choice between a few views of the same thing, each with its own address: List | Board. */
export function Segmented({
  label,
  segments,
  current,
}: {
  label: string;
  segments: Segment[];
  current: string;
}) {
  return (
    <nav aria-label={label} className="inline-flex shrink-0 rounded-md border bg-surface p-0.5">
      {segments.map((segment) => (
        <Link
          key={segment.id}
          href={segment.href}
          aria-current={segment.id === current ? "page" : undefined}
          className={cn(
            "flex h-6 items-center rounded-sm px-2 text-sm text-muted hover:text-ink",
            segment.id === current && "bg-canvas font-medium text-ink ring-1 ring-line dark:bg-pressed",
          )}
        >
          {segment.label}
        </Link>
      ))}
    </nav>
  );
}
