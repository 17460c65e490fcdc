import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { Hidden } from "./hidden";

/** What happened to a record, newest first. */
export function Timeline({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ol aria-label={label} className="relative grid gap-4">
      {children}
    </ol>
  );
}

type EntryProps = {
  icon: LucideIcon;
  /** Who did what: `Maria changed the stage`. */
  title: ReactNode;
  /** A `<RelativeTime>`. */
  time: ReactNode;
  children?: ReactNode;
  /** At the right: a menu, "Restore". */
  actions?: ReactNode;
};

export function TimelineEntry({ icon: Icon, title, time, children, actions }: EntryProps) {
  return (
    <li className="group relative flex gap-3">
      <span
        aria-hidden
        className="absolute top-7 -bottom-4 left-3 w-px -translate-x-1/2 bg-line group-last:hidden"
      />
      <span className="flex size-6 shrink-0 items-center justify-center rounded-full border bg-surface">
        <Icon aria-hidden className="size-3.5 text-muted" />
      </span>
      <div className="min-w-0 flex-1">
        <div className="flex min-h-6 flex-wrap items-baseline gap-x-2 pt-0.5 text-sm">
          <span className="min-w-0">{title}</span>
          <span className="text-xs text-muted">{time}</span>
          {actions && <span className="ml-auto">{actions}</span>}
        </div>
        {children && <div className="mt-1 text-sm text-muted">{children}</div>}
      </div>
    </li>
  );
}

type ChangeProps = { label: string; before: ReactNode; after: ReactNode; hidden?: true };

/** One field, old to new; of a hidden one only that it changed. */
export function Change({ label, before, after, hidden }: ChangeProps) {
  if (hidden)
    return (
      <p>
        {label}: <Hidden />
      </p>
    );
  return (
    <p className="break-words">
      {label}: <del className="text-faint">{before ?? "empty"}</del>
      <span aria-hidden> → </span>
      <ins className="text-ink no-underline">{after ?? "empty"}</ins>
    </p>
  );
}
