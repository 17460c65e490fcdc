import { cn } from "@/components/ui/cn";
import { Skeleton } from "@/components/ui/skeleton";

/** The four figures, at the height that they will have. */
export function FiguresSkeleton() {
  return ["won", "rate", "open", "idle"].map((figure) => (
    <div key={figure} aria-busy="true" className="h-21 rounded-lg border px-4 py-3 dark:bg-surface">
      <Skeleton className="h-4 w-20" />
      <Skeleton className="mt-1.5 h-5 w-28" />
      <Skeleton className="mt-1.5 w-32" />
    </div>
  ));
}

/** A chart; `className` gives it the height of the real one. */
export function ChartSkeleton({ className }: { className: string }) {
  return (
    <div aria-busy="true" className={cn("rounded-lg border p-4 dark:bg-surface", className)}>
      <Skeleton className="h-4 w-2/3" />
      <Skeleton className="mt-2 w-1/2" />
      <Skeleton className="mt-4 h-2/3 w-full" />
    </div>
  );
}
