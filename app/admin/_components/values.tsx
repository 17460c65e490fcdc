"use client";

import { Badge } from "@/components/ui/badge";
import { useFormat } from "@/components/ui/format-context";
import { formatBytes } from "@/lib/format/bytes";
import { levelNames, statusNames } from "./words";

/** A size that was measured; a dash before the first time. */
export function Bytes({ value }: { value: number | null }) {
  const { locale } = useFormat();
  if (value === null) return <span className="text-faint">—</span>;
  return <span className="tabular-nums">{formatBytes(value, locale)}</span>;
}

export const Level = ({ level }: { level: string }) => <Badge>{levelNames[level] ?? level}</Badge>;

/** How a tenant stands: in the bin before all else. */
export function Status({ status, deletedAt }: { status: string; deletedAt: Date | null }) {
  const { label, tone } = statusNames[deletedAt ? "deleted" : status] ?? { label: status, tone: "neutral" };
  return <Badge tone={tone}>{label}</Badge>;
}
