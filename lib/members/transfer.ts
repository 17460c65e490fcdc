import { and, eq, isNull, sql } from "drizzle-orm";
import { memberRoles, roles } from "@/db/schema/tenant";
import type { TenantTx } from "@/db/tenant";
import { within } from "@/db/within";
import { assertMayGive, assertOwnerRemains, lockOwners, rulesOfRoles } from "@/lib/access/escalation";
import { type Context, defineCommand } from "@/lib/kernel";
import { Conflict, Forbidden, Invalid } from "@/lib/kernel/errors";
import { inForce } from "./held";
import { lockMember } from "./lock";
import { transferInput } from "./schema";

/**
 * Hands the workspace over: the other one becomes an owner, and the owner who does this an admin. @throws Forbidden for anybody but an
 * owner; Invalid when the name is not typed as it is
 */
export const transferOwnership = defineCommand({
  name: "member.transfer_ownership",
  permission: "role:assign",
  changesAccess: true,
  input: transferInput,
  run: async ({ ctx, tx, input: { id, confirm }, audit }) => {
    await lockOwners(tx, ctx);
    const me = ctx.member?.id;
    const owner = await roleId(tx, ctx, "owner");
    if (!me || !(await holds(tx, ctx, me, owner)))
      throw new Forbidden("Only an owner can hand over the workspace. Ask one of its owners.");
    // Whoever owns it until a day hands over nothing that lasts longer, nor keeps more than that.
    assertMayGive(ctx, await rulesOfRoles(tx, ctx, [owner]));
    if (id === me) throw new Invalid("You own this workspace already. Choose somebody else.");
    const member = await lockMember(tx, ctx, id);
    if (member.status !== "active" || !member.userId)
      throw new Conflict(`${member.displayName} cannot sign in to this workspace, and so cannot own it.`);
    if (confirm !== member.displayName) {
      const message = `Type the name exactly as it is: ${member.displayName}`;
      throw new Invalid(message, { confirm: [message] });
    }
    await give(tx, ctx, id, owner);
    await give(tx, ctx, me, await roleId(tx, ctx, "admin"));
    await end(tx, ctx, me, owner);
    await assertOwnerRemains(tx, ctx);
    audit({
      action: "member.ownership_transferred",
      resource: { type: "member", id },
      before: { owner: ctx.member?.displayName ?? null },
      after: { owner: member.displayName },
    });
    return { id };
  },
});

async function roleId(tx: TenantTx, ctx: Context, slug: "owner" | "admin"): Promise<string> {
  const [found] = await tx
    .select({ id: roles.id })
    .from(roles)
    .where(within(ctx, roles, eq(roles.slug, slug), eq(roles.isSystem, true)));
  if (!found) throw new Error(`The workspace has no role ${slug}.`);
  return found.id;
}

const open = (ctx: Context, memberId: string, role: string) =>
  within(
    ctx,
    memberRoles,
    and(eq(memberRoles.memberId, memberId), eq(memberRoles.roleId, role), isNull(memberRoles.revokedAt)),
  );

const holds = async (tx: TenantTx, ctx: Context, memberId: string, role: string): Promise<boolean> =>
  (await tx.$count(
    memberRoles,
    inForce(ctx, eq(memberRoles.memberId, memberId), eq(memberRoles.roleId, role)),
  )) > 0;

const end = (tx: TenantTx, ctx: Context, memberId: string, role: string) =>
  tx
    .update(memberRoles)
    .set({ revokedAt: sql`now()` as never })
    .where(open(ctx, memberId, role));

/** For good and everywhere, whatever the terms were on which they had it. */
async function give(tx: TenantTx, ctx: Context, memberId: string, role: string): Promise<void> {
  await end(tx, ctx, memberId, role);
  await tx
    .insert(memberRoles)
    .values({ tenantId: ctx.tenantId, memberId, roleId: role, assignedBy: ctx.member?.id });
}
