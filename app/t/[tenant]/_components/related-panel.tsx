import { Plus } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { LinkButton } from "@/components/ui/button";
import { Card } from "@/components/ui/card";

/** As many as tell what there is; the list has all of them. */
const SHOWN = 6;

type Props = {
  title: string;
  /** Said in place of the rows. */
  nothing: string;
  total: number;
  allHref: string;
  create?: { label: string; href: string; refusal: string | null };
  rows: { id: string; href: string; title: string; detail?: ReactNode; end?: ReactNode }[];
};

/** The related records of one kind: the first of them, the way to all, and to another one. */
export function RelatedPanel({ title, nothing, total, allHref, create, rows }: Props) {
  return (
    <Card
      flush
      title={title}
      actions={
        <>
          {total > 0 && (
            <Link href={allHref} className="rounded-sm px-1 text-muted text-sm hover:text-ink">
              All {total}
            </Link>
          )}
          {create && (
            <LinkButton size="sm" variant="ghost" href={create.href} disabledReason={create.refusal}>
              <Plus aria-hidden />
              {create.label}
            </LinkButton>
          )}
        </>
      }
    >
      {rows.length === 0 && <p className="px-4 py-3 text-muted text-sm">{nothing}</p>}
      <ul className="divide-y">
        {rows.slice(0, SHOWN).map(({ id, href, title: name, detail, end }) => (
          <li key={id} className="flex min-h-9 items-center gap-3 px-4 py-1.5 text-sm">
            <Link href={href} className="min-w-0 flex-1 truncate rounded-sm font-medium hover:underline">
              {name}
            </Link>
            {detail && <span className="min-w-0 max-w-1/2 truncate text-muted">{detail}</span>}
            {end && <span className="w-28 shrink-0 text-right max-sm:w-auto">{end}</span>}
          </li>
        ))}
      </ul>
    </Card>
  );
}
