import type { ReactNode } from "react";

type Props = {
  title: string;
  /** Before the title: an avatar. */
  lead?: ReactNode;
  /** Under the title: a status, the most important facts. */
  meta?: ReactNode;
  actions?: ReactNode;
};

/** The head of a record or a form. Lists need none: the bar says where one is. */
export function PageHeader({ title, lead, meta, actions }: Props) {
  return (
    <header className="flex flex-wrap items-start gap-x-3 gap-y-3 pb-5">
      {lead}
      <div className="min-w-0 flex-1">
        <h2 className="break-words text-xl">{title}</h2>
        {meta && (
          <div className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted">{meta}</div>
        )}
      </div>
      {actions && <div className="flex gap-2">{actions}</div>}
    </header>
  );
}
