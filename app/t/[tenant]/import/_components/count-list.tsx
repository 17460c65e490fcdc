"use client";

import { NumberText } from "@/components/ui/values";
import { outcomeNames } from "./names";

/** How many rows come to what; nothing is shown that there is none of. */
export function CountList({ counts }: { counts: Record<string, number> }) {
  const shown = Object.keys(outcomeNames).filter((kind) => (counts[kind] ?? 0) > 0);
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-3">
      {shown.map((kind) => (
        <div key={kind} className="grid">
          <dt className="text-muted text-xs">{outcomeNames[kind]}</dt>
          <dd className="font-semibold text-lg">
            <NumberText value={counts[kind] ?? 0} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
