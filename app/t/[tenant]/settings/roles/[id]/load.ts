import { cache } from "react";
import { type Context, together } from "@/lib/kernel";
import { orNotFound } from "@/lib/kernel/page";
import { getRole, getRoleUse, listRoles } from "@/lib/roles/queries";

/** A role with who has it, and the roles that it may inherit from: all but itself and those that inherit from it. */
export const loadRole = cache(async (ctx: Context, id: string) => {
  const [role, use, roles] = await orNotFound(
    together(ctx, () => Promise.all([getRole(ctx, { id }), getRoleUse(ctx, { id }), listRoles(ctx, {})])),
  );
  const below = new Set([id, ...use.heirs.map((heir) => heir.id)]);
  return { role, use, parents: roles.filter((each) => !below.has(each.id)) };
});
