import { type ReactNode, useId } from "react";
import { cn } from "./cn";

type Props = {
  title?: ReactNode;
  /** Beside the title, at the right. */
  actions?: ReactNode;
  children: ReactNode;
  /** Content to the edges, for tables and lists. */
  flush?: boolean;
  className?: string;
};

/** A part of a page with its own title. Named, so that screen readers can jump to it. */
export function Card({ title, actions, children, flush, className }: Props) {
  const id = useId();
  return (
    <section
      aria-labelledby={title ? id : undefined}
      className={cn("min-w-0 rounded-lg border bg-canvas dark:bg-surface", className)}
    >
      {(title || actions) && (
        <header className={cn("flex min-h-11 items-center gap-2 px-4 py-1", flush && "border-b py-0")}>
          <h2 id={id} className="min-w-0 flex-1 text-base">
            {title}
          </h2>
          {actions}
        </header>
      )}
      <div className={cn(!flush && "px-4 pb-4", !flush && !title && "pt-4")}>{children}</div>
    </section>
  );
}
