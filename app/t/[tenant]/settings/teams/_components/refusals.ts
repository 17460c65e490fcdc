import { type Context, whyNot } from "@/lib/kernel";
import { refusalOf } from "@/lib/tenancy/lifecycle/standing";

/** Why this person, or anybody in this workspace, may not add, change or delete teams; null for what they may do. */
export async function teamRefusals(ctx: Context) {
  const refusal = async (action: "create" | "update" | "delete") => {
    const permission = `team:${action}` as const;
    return ctx.can(permission) ? refusalOf(ctx.tenant) : await whyNot(permission, ctx);
  };
  const [create, update, remove] = await Promise.all([
    refusal("create"),
    refusal("update"),
    refusal("delete"),
  ]);
  return { create, update, delete: remove };
}
