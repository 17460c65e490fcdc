import { Info, TriangleAlert } from "lucide-react";
import { cn } from "@/components/ui/cn";
import type { Notice } from "@/lib/tenancy/lifecycle/standing";

/** Stands above every page while there is something about the workspace that all of its people should know. */
export function StatusBanner({ notice: { tone, text } }: { notice: Notice }) {
  const Icon = tone === "warn" ? TriangleAlert : Info;
  return (
    <p
      role="status"
      className={cn(
        "flex items-start gap-2 border-b px-5 py-2 text-sm max-md:px-4",
        tone === "warn" ? "bg-warn-soft text-warn" : "bg-info-soft text-info",
      )}
    >
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      {text}
    </p>
  );
}
