"use client";

import { Badge } from "@/components/ui/badge";
import { useFormat } from "@/components/ui/format-context";
import { formatDate } from "@/lib/format/date";

type Props = { name: string; until?: Date | string | null; team?: string | null };

/** A role with the terms on which somebody has it: "Manager until 24 Nov 2026", "Sales rep in EMEA". */
export function RoleBadge({ name, until, team }: Props) {
  const { locale, zone } = useFormat();
  const words = [
    name,
    team && `in ${team}`,
    until && `until ${formatDate(new Date(until), locale, zone)}`,
  ].filter(Boolean);
  return <Badge tone={until ? "info" : "neutral"}>{words.join(" ")}</Badge>;
}
