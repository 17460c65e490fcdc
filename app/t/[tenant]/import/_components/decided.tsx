"use client";

import { X } from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";
import { fieldOf } from "@/lib/imports/fields";
import type { ImportEntity } from "@/lib/imports/fields/types";
import type { Decision, ImportPlan } from "@/lib/imports/plan";
import { type Change, withDecision } from "./use-plan";

type Props = { entity: ImportEntity; plan: ImportPlan; change: Change };

/** What has been decided about names; each can be opened again. */
export function Decided({ entity, plan, change }: Props) {
  const rest = Object.entries(plan.otherNames).map(([field, decision]) => {
    const { [field]: _, ...otherNames } = plan.otherNames;
    const text = decision === "create" ? "all others are created" : "all others are left empty";
    return { key: `${field} *`, field, text, undo: () => change({ otherNames }) };
  });
  const single = Object.entries(plan.names).flatMap(([field, decisions]) =>
    Object.entries(decisions).map(([name, decision]) => ({
      key: `${field} ${name}`,
      field,
      text: `“${decision.written ?? name}” ${inWords(decision)}`,
      undo: () => change(withDecision(plan, field, name, null)),
    })),
  );
  return (
    <section>
      <h3 className="mb-1 font-medium text-sm">Decided</h3>
      <ul className="flex flex-wrap gap-2">
        {[...single, ...rest].map(({ key, field, text, undo }) => (
          <li key={key} className="flex items-center gap-1 rounded-md border pl-2.5 text-sm">
            <span>
              <span className="text-muted">{fieldOf(entity, field)?.label ?? field}:</span> {text}
            </span>
            <IconButton label={`Decide again: ${text}`} size="icon-sm" onClick={undo}>
              <X aria-hidden />
            </IconButton>
          </li>
        ))}
      </ul>
    </section>
  );
}

function inWords(decision: Decision): string {
  if (decision.do === "use") return `is ${decision.name}`;
  return decision.do === "create" ? "is new" : "is left empty";
}
