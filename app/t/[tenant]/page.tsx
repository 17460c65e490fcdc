import { Suspense } from "react";
import { PageBar, PageBody } from "@/components/shell/page-bar";
import { closedDeals, countsOnlySome, dealStages, idleDeals, leaders } from "@/lib/dashboard/queries";
import { parseYear } from "@/lib/dashboard/schema";
import { pageContext } from "@/lib/kernel/page";
import { Figures } from "./_dashboard/figures";
import { Leaders } from "./_dashboard/leaders";
import { ChartSkeleton, FiguresSkeleton } from "./_dashboard/skeletons";
import { Stages } from "./_dashboard/stages";
import { Won } from "./_dashboard/won";
import { wordsOf } from "./_dashboard/words";
import { Years } from "./_dashboard/years";

type Props = {
  params: Promise<{ tenant: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** In full: a layout's template is for the pages below it, not for the one beside it. */
export async function generateMetadata({ params }: Props) {
  const { tenant } = await pageContext(params);
  return { title: { absolute: `Dashboard · ${tenant.name}` } };
}

/** What was won, what is open, who leads. The queries run side by side, and each panel appears with its own. */
export default async function DashboardPage({ params, searchParams }: Props) {
  const ctx = await pageContext(params, "deal:read");
  const year = parseYear((await searchParams).year);
  const home = ctx.tenant.settings.currency;
  const frame = { year, home, words: wordsOf(ctx.tenant.settings) };
  const closed = closedDeals(ctx, {});
  const stages = dealStages(ctx, {});
  return (
    <>
      <PageBar title="Dashboard">
        <Suspense>
          <Years closed={closed} year={year} />
        </Suspense>
      </PageBar>
      <PageBody>
        {countsOnlySome(ctx) && (
          <p role="note" className="mb-4 text-muted text-sm">
            These figures count the deals, and of them the fields, that you may see.
          </p>
        )}
        <div className="grid grid-cols-2 gap-4 xl:grid-cols-4">
          <Suspense fallback={<FiguresSkeleton />}>
            <Figures closed={closed} stages={stages} idle={idleDeals(ctx, {})} {...frame} />
          </Suspense>
        </div>
        <div className="mt-4 grid items-start gap-4 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
          <div className="grid gap-4">
            <Suspense fallback={<ChartSkeleton className="h-77" />}>
              <Won closed={closed} {...frame} />
            </Suspense>
            <Suspense fallback={<ChartSkeleton className="h-60" />}>
              <Stages stages={stages} {...frame} />
            </Suspense>
          </div>
          <Suspense fallback={<ChartSkeleton className="h-97" />}>
            <Leaders leaders={leaders(ctx, { year })} {...frame} />
          </Suspense>
        </div>
      </PageBody>
    </>
  );
}
