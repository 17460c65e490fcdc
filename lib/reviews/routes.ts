import { toGetRoute } from "@/lib/kernel/route";
import { exportReview } from "./export";

/** `/settings/reviews/<id>/export`: the review as a file. */
export const reviewExportRoute = toGetRoute<
  Parameters<typeof exportReview>[1],
  Awaited<ReturnType<typeof exportReview>>,
  "id"
>(exportReview, {
  input: (_request, { id }) => ({ id }),
  answer: ({ csv, fileName }) =>
    new Response(csv, {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="${fileName}"`,
        "cache-control": "no-store",
      },
    }),
});
