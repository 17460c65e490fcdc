import { eq } from "drizzle-orm";
import { members } from "@/db/schema/tenant";
import type { TenantTx } from "@/db/tenant";
import { within } from "@/db/within";
import type { Context } from "@/lib/kernel";
import { Conflict, NotFound } from "@/lib/kernel/errors";

export type LockedMember = Pick<typeof members.$inferSelect, "id" | "displayName" | "status" | "userId">;

/** A member, whose standing nobody else changes until the transaction ends. @throws NotFound; Conflict for who was removed */
export async function lockMember(tx: TenantTx, ctx: Context, id: string): Promise<LockedMember> {
  const [member] = await tx
    .select({
      id: members.id,
      displayName: members.displayName,
      status: members.status,
      userId: members.userId,
    })
    .from(members)
    .where(within(ctx, members, eq(members.id, id)))
    .for("update");
  if (!member) throw new NotFound("This person does not exist.");
  if (member.status === "removed")
    throw new Conflict(`${member.displayName} was removed from this workspace. Invite them again first.`);
  return member;
}
