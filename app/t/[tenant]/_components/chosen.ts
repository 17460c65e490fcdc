import type { Choice } from "@/components/ui/use-options";
import type { Context } from "@/lib/kernel";
import { idsOf } from "@/lib/lists/filters";

type Search = (ctx: Context, input: { ids: string[] }) => Promise<Choice[]>;

/** What a filter by a record is set to, with its name; null when it is not set, or to nothing that is there. */
export async function chosenOf(
  ctx: Context,
  search: Search,
  values: string[] | undefined,
): Promise<Choice | null> {
  if (values?.includes("none")) return { id: "none", label: "None" };
  const ids = idsOf(values);
  return ids.length > 0 ? ((await search(ctx, { ids }))[0] ?? null) : null;
}
