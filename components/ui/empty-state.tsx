import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

type Props = {
  icon?: LucideIcon;
  title: string;
  children?: ReactNode;
  /** What to do about it: a page without records offers to make the first. */
  actions?: ReactNode;
};

export function EmptyState({ icon: Icon, title, children, actions }: Props) {
  return (
    <div className="flex flex-col items-center gap-1 px-6 py-16 text-center">
      {Icon && <Icon aria-hidden className="mb-2 size-6 text-faint" strokeWidth={1.5} />}
      <h2 className="text-base">{title}</h2>
      {children && <div className="max-w-100 text-sm text-muted">{children}</div>}
      {actions && <div className="mt-4 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  );
}
