import type { getReview, listReviewItems } from "@/lib/reviews/queries";

export type Review = Awaited<ReturnType<typeof getReview>>;
export type Item = Awaited<ReturnType<typeof listReviewItems>>["rows"][number];
