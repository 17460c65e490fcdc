"use client";

import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { NumberText } from "@/components/ui/values";
import type { ImportPlan } from "@/lib/imports/plan";
import type { ReadFile } from "./editor";
import { entityNames } from "./names";
import { ReadSelects } from "./read-selects";
import type { Change } from "./use-plan";

/** What the file is, and how it is read. */
export function FileStep({ file, plan, change }: { file: ReadFile; plan: ImportPlan; change: Change }) {
  return (
    <Card
      title="File"
      actions={
        <Badge>
          {entityNames[file.entity]}, <NumberText value={file.rows} /> rows
        </Badge>
      }
    >
      <ReadSelects plan={plan} change={change} found={file} />
      {file.notes.map((note) => (
        <p key={note} className="mt-3 text-sm text-warn">
          {note}
        </p>
      ))}
    </Card>
  );
}
