import type { Choice } from "@/components/ui/use-options";
import type { OperatorContext } from "@/lib/kernel";
import { idsOf } from "@/lib/lists/filters";
import { searchTenants } from "@/lib/operators/search";

/** What a filter by tenant is set to, with its name. */
export async function chosenTenant(
  ctx: OperatorContext,
  values: string[] | undefined,
): Promise<Choice | null> {
  const ids = idsOf(values);
  return ids.length > 0 ? ((await searchTenants(ctx, { ids }))[0] ?? null) : null;
}
