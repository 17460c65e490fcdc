import type { TenantTx } from "@/db/tenant";
import type { Context } from "@/lib/kernel";
import { Forbidden } from "@/lib/kernel/errors";
import { loadPolicies } from "@/lib/kernel/policy/load";
import { type Access, accessOf } from "@/lib/rbac/access";
import type { Permission } from "@/lib/rbac/permissions";
import type { Policy, RecordAttributes } from "@/lib/rbac/policy";
import { fieldsOf, resources } from "@/lib/rbac/resources";
import type { SharedResource } from "./names";

type Given = {
  resource: SharedResource;
  record: RecordAttributes;
  actions: readonly ("read" | "update" | "delete")[];
  /** Null: without end. */
  until: Date | null;
};

/**
 * Nobody gives what they do not have: each action must be the giver's own on this very record, with all of its fields, for as long, and
 * at any hour and from any place.
 * @throws Forbidden, which says what is missing.
 */
export async function assertMayShare(tx: TenantTx, ctx: Context, given: Given): Promise<void> {
  const { resource, record, actions, until } = given;
  const lasting = ctx.member ? await accessUntil(tx, ctx, ctx.member.id, until) : ctx.access;
  const { one } = resources[resource];
  const labels = fieldsOf(resources[resource]);
  const request = { now: ctx.now, ip: ctx.request.ip };
  for (const action of actions) {
    const permission: Permission = `${resource}:${action}`;
    if (!ctx.can(permission, record))
      throw new Forbidden(
        `You cannot give what you do not have: ${verbs[action]} this ${one} (${permission}).`,
      );
    if (!lasting.can(permission, record, { request }))
      throw new Forbidden(
        `Your own access to this ${one} ends before that (${permission}). Choose an earlier day; nothing was given.`,
      );
    // What is given holds whenever and from wherever: an allow that asks for that is not enough to give it.
    if (!lasting.can(permission, record))
      throw new Forbidden(
        `Your own access to this ${one} depends on when or from where you ask (${permission}), so you cannot hand it on. Nothing was given.`,
      );
    const open = lasting.visible(permission, record, { request });
    const closed = [...lasting.plan(permission).fields].filter((field) => !open.has(field));
    if (closed.length === 0) continue;
    const names = closed.map((field) => labels[field] ?? field).join(", ");
    throw new Forbidden(
      `You cannot give what you do not have: ${names} of this ${one} is closed to you (${permission}).`,
    );
  }
}

const verbs = { read: "to see", update: "to edit", delete: "to delete" };

/** What a member may do now, less what ends before a moment: an allow that does cannot be handed on beyond it. */
async function accessUntil(
  tx: TenantTx,
  ctx: Context,
  memberId: string,
  until: Date | null,
): Promise<Access> {
  const policy = (await loadPolicies(tx, ctx, [memberId])).get(memberId);
  if (!policy) throw new Forbidden("You are not an active member of this workspace any more.");
  return accessOf(lasting(policy, until));
}

const lasting = (policy: Policy, until: Date | null): Policy => ({
  ...policy,
  rules: policy.rules.filter(
    ({ effect, expiresAt }) => effect === "deny" || !expiresAt || (until !== null && expiresAt >= until),
  ),
});
