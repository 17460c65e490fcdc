import type { TenantTx } from "@/db/tenant";
import { type Context, whyNot } from "@/lib/kernel";
import { advise } from "@/lib/kernel/advice";
import { loadWhole } from "@/lib/kernel/policy/load";
import { accessOf } from "@/lib/rbac/access";
import type { Permission } from "@/lib/rbac/permissions";
import type { FoundRecord } from "./records";

const MOST_NAMED = 3;
const list = new Intl.ListFormat("en-GB", { type: "disjunction" });

/** Who can help somebody who was refused: with the action as such, or by sharing the one record; null when nobody can. */
export async function helpWith(
  tx: TenantTx,
  ctx: Context,
  permission: Permission,
  record: FoundRecord | null,
): Promise<string | null> {
  await advise(ctx);
  if (!record || !ctx.can(permission)) return whyNot(permission, ctx);
  const [resource, action] = permission.split(":");
  const isShared = ["company", "contact", "deal"].includes(resource ?? "");
  if (!isShared || !["read", "update", "delete"].includes(action ?? "")) return null;
  const request = { now: ctx.now, ip: null };
  const names = [...(await loadWhole(tx, ctx, "all")).values()].flatMap(({ member, policy }) => {
    if (member.status !== "active" || member.id === ctx.member?.id) return [];
    const access = accessOf(policy);
    const gives = [`${resource}:share` as Permission, permission];
    return gives.every((each) => access.can(each, record, { request })) ? [member.displayName] : [];
  });
  if (names.length === 0) return null;
  return `${list.format(names.sort().slice(0, MOST_NAMED))} can share this ${resource} with you.`;
}
