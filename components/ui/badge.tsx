import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

/** Red is for what failed, amber for what needs somebody. */
export type Tone = "neutral" | "accent" | "info" | "warn" | "danger";

type Props = { tone?: Tone; icon?: LucideIcon; children: ReactNode };

/** A status in words; the tone and the icon only help to find it. Its look is in badge.css: lists are full of them. */
export function Badge({ tone = "neutral", icon: Icon, children }: Props) {
  return (
    <span className={`badge ${tone}`}>
      {Icon && <Icon aria-hidden size={12} />}
      {children}
    </span>
  );
}
