import { Download } from "lucide-react";
import type { Metadata } from "next";
import { cache } from "react";
import { PageBar } from "@/components/shell/page-bar";
import { buttonStyles } from "@/components/ui/button-styles";
import { TableSkeleton } from "@/components/ui/skeleton";
import { WhenReady } from "@/components/ui/when-ready";
import type { Context } from "@/lib/kernel";
import { orNotFound, pageContext } from "@/lib/kernel/page";
import { parseListState, tableState } from "@/lib/lists/state";
import { getReview, listReviewItems, reviewPeople } from "@/lib/reviews/queries";
import { reviewItemList } from "@/lib/reviews/schema";
import { refusalOf } from "@/lib/tenancy/lifecycle/standing";
import type { ListProps, RecordProps } from "../../../_components/props";
import { CloseReview } from "./_components/close-review";
import { ItemsTable } from "./_components/items-table";
import { Progress } from "./_components/progress";

const load = cache((ctx: Context, id: string) => orNotFound(getReview(ctx, { id })));

export async function generateMetadata({ params }: RecordProps): Promise<Metadata> {
  const ctx = await pageContext(params, "access:review");
  return { title: (await load(ctx, (await params).id)).name };
}

/** One review: what is under review, and what was decided about it. */
export default async function ReviewPage({
  params,
  searchParams,
}: RecordProps & Pick<ListProps, "searchParams">) {
  const [ctx, query] = await Promise.all([pageContext(params, "access:review"), searchParams]);
  const review = await load(ctx, (await params).id);
  const state = parseListState(query, reviewItemList);
  const refusal = refusalOf(ctx.tenant);
  const loading = Promise.all([
    listReviewItems(ctx, { ...state, reviewId: review.id }),
    state.filters.person
      ? reviewPeople(ctx, { reviewId: review.id, ids: state.filters.person })
      : Promise.resolve([]),
  ]);
  return (
    <>
      <PageBar
        title={review.name}
        parents={[{ label: "Reviews", href: "/settings/reviews" }]}
        action={review.state === "open" && <CloseReview review={review} disabledReason={refusal} />}
      >
        {/* A file, not a page: the router would fetch it ahead. */}
        <a href={`/settings/reviews/${review.id}/export`} className={buttonStyles()}>
          <Download aria-hidden />
          <span className="max-sm:sr-only">Export</span>
        </a>
      </PageBar>
      <Progress review={review} />
      <WhenReady loading={loading} fallback={<TableSkeleton />}>
        {([{ rows, ...page }, [person]]) => (
          <ItemsTable
            reviewId={review.id}
            rows={rows}
            page={page}
            state={tableState(state)}
            person={person ?? null}
            disabledReason={
              review.state === "closed" ? "This review is closed: what was decided stays as it is." : refusal
            }
          />
        )}
      </WhenReady>
    </>
  );
}
