import { endOfDay } from "@/lib/activities/due";
import type { Context } from "@/lib/kernel";
import { Invalid } from "@/lib/kernel/errors";

/** The end of the last day on which something given holds, by the workspace's zone. @throws Invalid for a day that is over */
export function dayToMoment(ctx: Context, until: string | null): Date | null {
  if (until === null) return null;
  const end = endOfDay(until, ctx.tenant.settings.zone);
  if (end > ctx.now) return end;
  const over = "This day is over. Choose today or a later one.";
  throw new Invalid(over, { until: [over] });
}
