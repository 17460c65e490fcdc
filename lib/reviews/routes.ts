import { csvAnswer } from "@/lib/export/csv";
import { toGetRoute } from "@/lib/kernel/route";
import { exportReview } from "./export";

/** `/settings/reviews/<id>/export`: the review as a file. */
export const reviewExportRoute = toGetRoute<
  Parameters<typeof exportReview>[1],
  Awaited<ReturnType<typeof exportReview>>,
  "id"
>(exportReview, {
  input: (_request, { id }) => ({ id }),
  answer: csvAnswer,
});
