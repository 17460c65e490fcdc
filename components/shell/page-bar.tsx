import { ChevronRight } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { SearchButton } from "./search-button";

type Props = {
  title: string;
  /** The way here: `[{ label: "Deals", href: "/deals" }]`. */
  parents?: { label: string; href: string }[];
  /** Views of this page with an address of their own. */
  tabs?: { label: string; href: string; current: boolean }[];
  /** The one thing to do here. */
  action?: ReactNode;
  /** Quieter controls before it. */
  children?: ReactNode;
};

/** The 48 px at the top of every page: where I am, its views, search, and one primary action. */
export function PageBar({ title, parents = [], tabs = [], action, children }: Props) {
  return (
    <header className="sticky top-0 z-10 flex h-12 shrink-0 items-center gap-2 border-b bg-canvas px-5 max-md:px-4">
      <nav aria-label="Where I am" className="flex min-w-0 items-center gap-1 text-sm">
        {parents.map((parent) => (
          <span
            key={parent.href}
            className="flex shrink-0 items-center gap-1 text-muted max-sm:last-of-type:flex"
          >
            <Link href={parent.href} className="rounded-sm py-0.5 hover:text-ink">
              {parent.label}
            </Link>
            <ChevronRight aria-hidden className="size-3.5 text-faint" />
          </span>
        ))}
        <h1 className="truncate font-semibold text-base">{title}</h1>
      </nav>
      {tabs.length > 0 && (
        <nav
          aria-label="Views"
          className="ml-4 flex h-full gap-4 max-md:min-w-0 max-md:overflow-x-auto max-md:overflow-y-hidden max-md:whitespace-nowrap"
        >
          {tabs.map((tab) => (
            <Link
              key={tab.href}
              href={tab.href}
              aria-current={tab.current ? "page" : undefined}
              className={cn(
                "-mb-px flex items-center border-transparent border-b-2 text-muted text-sm hover:text-ink focus-visible:-outline-offset-2",
                tab.current && "border-accent font-medium text-ink",
              )}
            >
              {tab.label}
            </Link>
          ))}
        </nav>
      )}
      <div className="ml-auto flex shrink-0 items-center gap-2">
        {children}
        <SearchButton />
        {action}
      </div>
    </header>
  );
}

/** The content under the bar. `form` keeps it to 640 px, which is as wide as a form reads well. */
export function PageBody({ width = "full", children }: { width?: "full" | "form"; children: ReactNode }) {
  return <div className={cn("w-full p-5 max-md:p-4", width === "form" && "max-w-170")}>{children}</div>;
}

type RecordProps = { header?: ReactNode; properties: ReactNode; children: ReactNode };

/**
 * A record: its head, its timeline and related records, and its properties in a column of 320 px beside them. On a
 * narrow screen the properties stand between the head and the rest.
 */
export function RecordBody({ header, properties, children }: RecordProps) {
  return (
    <div className="grid w-full content-start gap-x-6 p-5 max-md:p-4 lg:grid-cols-[minmax(0,1fr)_320px] lg:grid-rows-[auto_1fr]">
      <div className="min-w-0">{header}</div>
      <aside aria-label="Properties" className="grid min-w-0 content-start gap-6 max-lg:pb-6 lg:row-span-2">
        {properties}
      </aside>
      <div className="grid min-w-0 content-start gap-6">{children}</div>
    </div>
  );
}
