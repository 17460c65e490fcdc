import { eq } from "drizzle-orm";
import { members } from "@/db/schema/tenant";
import type { TenantTx } from "@/db/tenant";
import { within } from "@/db/within";
import { assertOutranks, assertOwnerRemains, lockOwners } from "@/lib/access/escalation";
import { type Context, defineCommand } from "@/lib/kernel";
import { lockMember } from "./lock";
import { memberId } from "./schema";

/** Shuts a person out from their next request on; what they have stays theirs, for when they come back. */
export const suspendMember = defineCommand({
  name: "member.suspend",
  permission: "member:update",
  changesAccess: true,
  input: memberId,
  run: async ({ ctx, tx, input: { id }, audit, effects }) => {
    await lockOwners(tx, ctx);
    const member = await lockMember(tx, ctx, id);
    await assertOutranks(tx, ctx, id);
    if (member.status === "suspended") {
      audit.nothing("suspended already");
      return { id };
    }
    await setStatus(tx, ctx, id, "suspended");
    await assertOwnerRemains(tx, ctx);
    effects.membership(id);
    audit({
      action: "member.suspended",
      resource: { type: "member", id },
      before: { status: member.status },
      after: { status: "suspended", name: member.displayName },
    });
    return { id };
  },
});

/** Lets a suspended person in again, with what they had. */
export const reactivateMember = defineCommand({
  name: "member.reactivate",
  permission: "member:update",
  changesAccess: true,
  input: memberId,
  run: async ({ ctx, tx, input: { id }, audit, effects }) => {
    const member = await lockMember(tx, ctx, id);
    await assertOutranks(tx, ctx, id);
    if (member.status === "active") {
      audit.nothing("active already");
      return { id };
    }
    await setStatus(tx, ctx, id, "active");
    effects.membership(id);
    audit({
      action: "member.reactivated",
      resource: { type: "member", id },
      before: { status: member.status },
      after: { status: "active", name: member.displayName },
    });
    return { id };
  },
});

const setStatus = (tx: TenantTx, ctx: Context, id: string, status: "active" | "suspended") =>
  tx
    .update(members)
    .set({ status })
    .where(within(ctx, members, eq(members.id, id)));
