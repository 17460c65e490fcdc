"use client";

import { X } from "lucide-react";
import { useFormat } from "@/components/ui/format-context";
import { IconButton } from "@/components/ui/icon-button";
import type { Condition } from "@/lib/rbac/conditions/schema";
import { type ResourceName, resources } from "@/lib/rbac/resources";
import { conditionInWords } from "@/lib/rbac/words";

type Props = { condition: Condition; resource: ResourceName | null; onRemove: () => void };

/** A part of a condition that the builder has no fields for: said in words, kept or removed as a whole. */
export function KeptCondition({ condition, resource, onRemove }: Props) {
  const { locale, zone, currency } = useFormat();
  return (
    <div className="flex items-start gap-2">
      <p className="min-w-0 flex-1 break-words rounded-md border bg-surface px-2 py-1 text-sm">
        {conditionInWords(condition, resource && resources[resource], {
          locale,
          zone,
          currency,
          person: "they",
        })}
      </p>
      <IconButton label="Remove this condition" size="icon-sm" onClick={onRemove}>
        <X aria-hidden />
      </IconButton>
    </div>
  );
}
