import { CircleCheck, CircleX } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import type { StageKind } from "@/lib/pipelines/schema";

/** A stage by its name; won and lost have a sign of their own. */
export function StageBadge({ name, kind }: { name: string; kind: StageKind }) {
  if (kind === "won")
    return (
      <Badge tone="accent" icon={CircleCheck}>
        {name}
      </Badge>
    );
  return <Badge icon={kind === "lost" ? CircleX : undefined}>{name}</Badge>;
}
