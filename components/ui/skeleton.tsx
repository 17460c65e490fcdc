import { cn } from "./cn";

/** Holds the place of what is loading, at its size. The region around it says that it is busy. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={cn("block h-3 rounded-sm bg-pressed", className)} />;
}

/** A list that is loading: as many rows as fit a screen, at the height they will have. */
export function TableSkeleton({ rows = 16 }: { rows?: number }) {
  return (
    <div aria-busy="true" className="min-w-0">
      <p className="sr-only" role="status">
        Loading
      </p>
      <div className="h-12 border-b" />
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike and never move.
        <div key={row} className="flex h-9 items-center gap-6 border-b px-4">
          <Skeleton className="w-48" />
          <Skeleton className="hidden w-32 md:block" />
          <Skeleton className="hidden w-24 md:block" />
          <Skeleton className="ml-auto w-16" />
        </div>
      ))}
    </div>
  );
}
