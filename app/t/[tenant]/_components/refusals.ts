import { type Context, whyNot } from "@/lib/kernel";
import { refusalOf } from "@/lib/tenancy/lifecycle/standing";

export type Refusals = { create: string | null; update: string | null; delete: string | null };

/** Why this person, or anybody in this workspace, may not create, edit or delete records or teams; null for what they may do. */
export function refusalsOf(
  ctx: Context,
  resource: "activity" | "company" | "contact" | "deal" | "product" | "team",
): Refusals {
  const refusal = (action: keyof Refusals) => {
    const permission = `${resource}:${action}` as const;
    return ctx.can(permission) ? refusalOf(ctx.tenant) : whyNot(permission, ctx);
  };
  return { create: refusal("create"), update: refusal("update"), delete: refusal("delete") };
}
