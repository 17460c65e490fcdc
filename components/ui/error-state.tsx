import { TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";

type Props = {
  title: string;
  /** What was kept and what to do now. */
  children?: ReactNode;
  /** The number under which the operator finds it in the log. */
  id?: string;
  actions?: ReactNode;
};

export function ErrorState({ title, children, id, actions }: Props) {
  return (
    <div role="alert" className="flex flex-col items-center gap-1 px-6 py-16 text-center">
      <TriangleAlert aria-hidden className="mb-2 size-6 text-danger" strokeWidth={1.5} />
      <h2 className="text-base">{title}</h2>
      {children && <div className="max-w-100 text-sm text-muted">{children}</div>}
      {id && <p className="mt-1 font-mono text-xs text-faint">Error {id}</p>}
      {actions && <div className="mt-4 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  );
}
