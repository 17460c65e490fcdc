import { Skeleton } from "@/components/ui/skeleton";

/** The board while it loads: columns and cards at their sizes. */
export function BoardSkeleton() {
  return (
    <div aria-busy="true" className="flex min-h-0 flex-1 flex-col overflow-hidden">
      <p role="status" className="sr-only">
        Loading
      </p>
      <div className="h-12 shrink-0" />
      <div className="flex min-h-0 flex-1 gap-3 px-5 pb-4 max-md:px-4">
        {["a", "b", "c", "d"].map((column) => (
          <div key={column} className="min-w-72 max-w-100 flex-1 rounded-lg bg-surface p-3">
            <Skeleton className="mb-2 w-24" />
            <Skeleton className="mb-4 w-40" />
            {["a", "b", "c", "d", "e"].map((card) => (
              <Skeleton key={card} className="mb-2 h-21 rounded-md" />
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}
