import { ClipboardCheck } from "lucide-react";
import type { Metadata } from "next";
import { PageBar } from "@/components/shell/page-bar";
import { EmptyState } from "@/components/ui/empty-state";
import { pageContext } from "@/lib/kernel/page";
import { listReviews } from "@/lib/reviews/queries";
import { refusalOf } from "@/lib/tenancy/lifecycle/standing";
import type { ListProps } from "../../_components/props";
import { settingsTabs } from "../_components/tabs";
import { ReviewsTable } from "./_components/reviews-table";
import { StartReview } from "./_components/start-review";

export const metadata: Metadata = { title: "Access reviews" };

/** Reviews of all that anybody was given: the open one, and what came of those before. */
export default async function ReviewsPage({ params }: ListProps) {
  const ctx = await pageContext(params, "access:review");
  const reviews = await listReviews(ctx, {});
  const refusal = refusalOf(ctx.tenant);
  const open = reviews.find(({ state }) => state === "open");
  const reason = refusal ?? (open ? `${open.name} is open. Close it before you begin another one.` : null);
  return (
    <>
      <PageBar
        title="Settings"
        tabs={settingsTabs("/settings/reviews")}
        action={<StartReview disabledReason={reason} />}
      />
      {reviews.length > 0 ? (
        <ReviewsTable reviews={reviews} />
      ) : (
        <EmptyState
          icon={ClipboardCheck}
          title="No review yet"
          actions={<StartReview disabledReason={reason} />}
        >
          A review lists every role, exception and shared record that somebody has, and you keep or revoke
          each. What comes of it is kept here.
        </EmptyState>
      )}
    </>
  );
}
