import { Segmented } from "@/components/ui/segmented";
import { yearsOf } from "@/lib/dashboard/closed";
import { dashboardOf } from "@/lib/dashboard/links";
import type { closedDeals } from "@/lib/dashboard/queries";

type Props = { closed: ReturnType<typeof closedDeals>; year: number | null };

/** As many as stand beside the title on a phone. */
const SHOWN = 3;

/** The choice of time: all of it, or one of the latest years. A year from the address alone is shown as well. */
export async function Years({ closed, year }: Props) {
  const latest = yearsOf(await closed).slice(0, SHOWN);
  const years = year === null || latest.includes(year) ? latest : [...latest, year];
  if (years.length === 0) return null;
  return (
    <Segmented
      label="Time"
      current={String(year)}
      segments={[null, ...years].map((choice) => ({
        id: String(choice),
        label: choice === null ? "All years" : String(choice),
        href: dashboardOf(choice),
      }))}
    />
  );
}
