import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { NumberText, RelativeTime } from "@/components/ui/values";
import type { listReviews } from "@/lib/reviews/queries";
import "@/components/data-table/data-table.css";

type Review = Awaited<ReturnType<typeof listReviews>>[number];

/** All reviews, the newest first. */
export function ReviewsTable({ reviews }: { reviews: Review[] }) {
  return (
    <section
      aria-label="Reviews"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
      tabIndex={0}
      className="min-h-0 flex-1 overflow-auto focus-visible:-outline-offset-2"
    >
      <table className="data-table">
        <thead>
          <tr>
            <th scope="col">Review</th>
            <th scope="col">State</th>
            <th scope="col" className="end">
              Kept
            </th>
            <th scope="col" className="end">
              Revoked
            </th>
            <th scope="col" className="end">
              Ended
            </th>
            <th scope="col" className="end">
              Not decided
            </th>
            <th scope="col">Begun</th>
            <th scope="col">Closed</th>
          </tr>
        </thead>
        <tbody>
          {reviews.map(({ id, name, state, counts, startedAt, startedBy, closedAt, closedBy }) => (
            <tr key={id}>
              <td className="title">
                <Link href={`/settings/reviews/${id}`} className="font-medium hover:underline">
                  {name}
                </Link>
              </td>
              <td className="detail">
                {state === "open" ? <Badge tone="warn">Open</Badge> : <Badge>Closed</Badge>}
              </td>
              <td className="end">
                <NumberText value={counts.keep} />
              </td>
              <td className="end">
                <NumberText value={counts.revoke} />
              </td>
              <td className="end">
                <NumberText value={counts.gone} />
              </td>
              <td className="end">
                <NumberText value={counts.open} />
              </td>
              <td>
                <RelativeTime value={startedAt} />
                {startedBy && <span className="text-muted"> by {startedBy}</span>}
              </td>
              <td>
                <RelativeTime value={closedAt} />
                {closedBy && <span className="text-muted"> by {closedBy}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
