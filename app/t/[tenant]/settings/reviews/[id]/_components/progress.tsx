import { DateText, NumberText } from "@/components/ui/values";
import type { Review } from "./types";

/** How far the review is, in numbers and as a bar. */
export function Progress({ review }: { review: Review }) {
  const { keep, revoke, gone, open, all } = review.counts;
  const parts = [
    { label: "kept", count: keep, className: "bg-accent" },
    { label: "revoked", count: revoke, className: "bg-danger" },
    { label: "ended by themselves", count: gone, className: "bg-edge" },
  ];
  return (
    <div className="grid gap-2 border-b px-5 py-3 text-sm max-md:px-4">
      <p className="flex flex-wrap gap-x-4 gap-y-1">
        <span className="font-medium">
          <NumberText value={all - open} /> of <NumberText value={all} /> decided
        </span>
        {parts.map(({ label, count, className }) => (
          <span key={label} className="flex items-center gap-1.5 text-muted">
            <span aria-hidden className={`size-2 rounded-full ${className}`} />
            <NumberText value={count} /> {label}
          </span>
        ))}
        <span className="ml-auto text-muted max-md:ml-0">
          {review.startedBy ? `Begun by ${review.startedBy} on ` : "Begun on "}
          <DateText value={review.startedAt} />
          {review.closedAt && (
            <>
              , closed on <DateText value={review.closedAt} />
            </>
          )}
        </span>
      </p>
      <div aria-hidden className="flex h-1.5 overflow-hidden rounded-full bg-pressed">
        {parts.map(({ label, count, className }) => (
          <div key={label} className={className} style={{ width: `${all ? (100 * count) / all : 0}%` }} />
        ))}
      </div>
    </div>
  );
}
