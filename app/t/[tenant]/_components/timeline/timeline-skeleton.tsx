import { Card } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";

/** Holds the place of a record's timeline. */
export function TimelineSkeleton() {
  return (
    <Card title="Timeline">
      <div aria-busy="true" className="grid gap-4 py-2">
        {["w-64", "w-48", "w-56"].map((width) => (
          <div key={width} className="flex items-center gap-3">
            <Skeleton className="size-6 rounded-full" />
            <Skeleton className={width} />
          </div>
        ))}
      </div>
    </Card>
  );
}
