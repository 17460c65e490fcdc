import { X } from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";
import type { Condition } from "@/lib/rbac/conditions/schema";
import type { ResourceName } from "@/lib/rbac/resources";

type Props = { condition: Condition; resource: ResourceName | null; onRemove: () => void };

/** A part of a condition that the builder has no fields for: shown as it is stored, kept or removed as a whole. */
export function KeptCondition({ condition, onRemove }: Props) {
  return (
    <div className="flex items-start gap-2">
      <code className="min-w-0 flex-1 break-words rounded-md border bg-surface px-2 py-1 font-mono text-xs">
        {JSON.stringify(condition)}
      </code>
      <IconButton label="Remove this condition" size="icon-sm" onClick={onRemove}>
        <X aria-hidden />
      </IconButton>
    </div>
  );
}
