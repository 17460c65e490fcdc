import { TriangleAlert } from "lucide-react";

/** Stands above every page while the workspace can be read and not changed. */
export function SuspendedBanner() {
  return (
    <p role="status" className="flex items-center gap-2 border-b bg-warn-soft px-5 py-2 text-sm text-warn">
      <TriangleAlert aria-hidden className="size-4 shrink-0" />
      This workspace is suspended: it can be read, and not changed. Nothing was lost. An owner can lift this.
    </p>
  );
}
