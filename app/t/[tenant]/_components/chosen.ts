import type { Choice } from "@/components/ui/use-options";
import type { Context } from "@/lib/kernel";
import { idsOf } from "@/lib/lists/filters";
import type { Permission } from "@/lib/rbac/permissions";

type Search = ((ctx: Context, input: { ids: string[] }) => Promise<Choice[]>) & {
  info: { permission: string };
};

/** What a filter or a form names by its id, with its name; null when that is nothing, or nothing that this person may see. */
export async function chosenOf(
  ctx: Context,
  search: Search,
  values: string[] | undefined,
): Promise<Choice | null> {
  if (values?.includes("none")) return { id: "none", label: "None" };
  const ids = idsOf(values);
  if (!ctx.can(search.info.permission as Permission)) return null;
  return ids.length > 0 ? ((await search(ctx, { ids }))[0] ?? null) : null;
}
