import { type Context, together, whyNot } from "@/lib/kernel";
import { listGifts } from "@/lib/members/choices";
import { getMember, type MemberPage } from "@/lib/members/get";
import { listPresence } from "@/lib/members/presence";
import type { Permission } from "@/lib/rbac/permissions";
import { refusalOf } from "@/lib/tenancy/lifecycle/standing";

export async function loadMemberPage(ctx: Context, id: string) {
  const inside = await together(ctx, async () => ({
    member: await getMember(ctx, { id }),
    gifts: await listGifts(ctx, undefined),
  }));
  const [presence = null] = await listPresence(ctx, { ids: [id] });
  return { ...inside, presence };
}

export type MemberRefusals = Record<"status" | "remove" | "roles" | "transfer" | "abilities", string | null>;

const ONESELF = "Nobody changes their own access. Ask somebody else who manages people to do it.";

/** Why this person, or anybody, may not do something with the member; null for what they may try. */
export function refusalsFor(ctx: Context, { id, name, status, canSignIn }: MemberPage): MemberRefusals {
  const isMe = ctx.member?.id === id;
  const removed = status === "removed" ? `${name} was removed. Invite them again first.` : null;
  const may = (permission: Permission) =>
    ctx.can(permission) ? (refusalOf(ctx.tenant) ?? (isMe ? ONESELF : removed)) : whyNot(permission, ctx);
  const isOwner = ctx.member?.roles.includes("owner") ?? false;
  return {
    status: may("member:update"),
    remove: may("member:delete"),
    roles: may("role:assign"),
    transfer: !isOwner
      ? "Only an owner can hand over the workspace."
      : isMe
        ? "You own this workspace already."
        : status !== "active" || !canSignIn
          ? `${name} cannot sign in to this workspace, and so cannot own it.`
          : refusalOf(ctx.tenant),
    abilities: isMe || ctx.can("access:read") ? null : whyNot("access:read", ctx),
  };
}
