import { Card } from "@/components/ui/card";
import { type Context, whyNot } from "@/lib/kernel";
import { listTimeline } from "@/lib/timeline/queries";
import type { TimelineResource } from "@/lib/timeline/schema";
import { ActivityComposer } from "../activities/activity-composer";
import type { About } from "../activities/types";
import { TimelineFeed } from "./timeline-feed";

type Props = {
  ctx: Context;
  resource: TimelineResource;
  id: string;
  /** What a new activity is about: `{ dealId, companyId }`. Without it, none can be added here. */
  about?: About;
};

/** What was done and what was changed, newest first, and the way to add to it. Stands in a `<Suspense>`. */
export async function RecordTimeline({ ctx, resource, id, about }: Props) {
  if (!ctx.can("activity:read")) {
    return (
      <Card title="Timeline">
        <p className="text-muted text-sm">{whyNot("activity:read", ctx)}</p>
      </Card>
    );
  }
  const page = await listTimeline(ctx, { resource, id });
  const refusal = (permission: "activity:create" | "activity:update") =>
    ctx.can(permission) ? null : whyNot(permission, ctx);
  return (
    <Card title="Timeline">
      {about && (
        <ActivityComposer
          about={about}
          me={ctx.member && { id: ctx.member.id, label: ctx.member.displayName }}
          refusal={refusal("activity:create")}
        />
      )}
      <TimelineFeed
        // Something new on top makes another timeline: pages loaded below the old one would leave a gap.
        key={page.entries[0]?.id}
        resource={resource}
        id={id}
        first={page}
        refusal={refusal("activity:update")}
      />
    </Card>
  );
}
