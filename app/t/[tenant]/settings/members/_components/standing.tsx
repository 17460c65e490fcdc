import { Badge } from "@/components/ui/badge";

type Props = { status: "active" | "suspended" | "removed"; canSignIn: boolean };

/** Where somebody stands in the workspace. */
export function Standing({ status, canSignIn }: Props) {
  if (status === "removed") return <Badge>Removed</Badge>;
  if (status === "suspended") return <Badge tone="warn">Suspended</Badge>;
  return canSignIn ? <Badge tone="accent">Active</Badge> : <Badge>On record only</Badge>;
}
