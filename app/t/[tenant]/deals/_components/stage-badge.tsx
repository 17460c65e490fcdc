import { Badge } from "@/components/ui/badge";
import type { StageKind } from "@/lib/pipelines/schema";

/** A stage by its name; won and lost have a sign of their own. */
export function StageBadge({ name, kind }: { name: string; kind: StageKind }) {
  if (kind === "won")
    return (
      <Badge tone="accent" mark="check">
        {name}
      </Badge>
    );
  return <Badge mark={kind === "lost" ? "cross" : undefined}>{name}</Badge>;
}
