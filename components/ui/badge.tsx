import type { ReactNode } from "react";

/** Red is for what failed, amber for what needs somebody. */
export type Tone = "neutral" | "accent" | "info" | "warn" | "danger";

type Props = { tone?: Tone; mark?: "check" | "cross" | "alert"; children: ReactNode };

/**
 * A status in words; the tone and the mark only help to find it. One element and a look in badge.css: lists are full of
 * them, and an icon component for each would be a tenth of a list's cost on the server.
 */
export function Badge({ tone = "neutral", mark, children }: Props) {
  return <span className={mark ? `badge ${tone} ${mark}` : `badge ${tone}`}>{children}</span>;
}
