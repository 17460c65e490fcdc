import { and, eq, isNotNull, isNull, or } from "drizzle-orm";
import { controlDb } from "@/db/control";
import { users } from "@/db/schema/control";
import { memberRoles, members, roles } from "@/db/schema/tenant";
import { type TenantScope, type TenantTx, withTenant } from "@/db/tenant";
import { within } from "@/db/within";
import { appendTenantAudit, type TenantEntry } from "@/lib/kernel/audit-chain";
import { NotFound } from "@/lib/kernel/errors";
import { insertMember } from "../members";

export type Owner = { userId: string; name: string; email: string };

/** The account of this installation with this address. @throws NotFound */
export async function findOwner(email: string): Promise<Owner> {
  const [user] = await controlDb()
    .select({ userId: users.id, name: users.name, email: users.email })
    .from(users)
    .where(
      and(eq(users.email, email.trim().toLowerCase()), eq(users.isActive, true), isNull(users.deletedAt)),
    );
  if (!user) throw new NotFound(`Nobody has signed up as ${email} here. Sign up in the browser first.`);
  return user;
}

/**
 * Makes an account the owner of an imported workspace: as the member who has its address there, else as a new one. What is so already
 * stays as it is, so that rows are the same here as they were there. Answers the member's id, for the way in.
 */
export function giveOwner(scope: TenantScope, owner: Owner): Promise<string> {
  return withTenant(scope, "read write", async (tx) => {
    const [known] = await tx
      .select({ id: members.id, status: members.status })
      .from(members)
      .where(
        within(
          scope,
          members,
          or(eq(members.userId, owner.userId), eq(members.emailLc, owner.email.toLowerCase())),
        ),
      );
    const entry = { actorReason: "import of an archive", resourceType: "member" };
    if (!known) {
      const id = await insertMember(tx, scope.tenantId, owner, "owner");
      const changes = { after: { name: owner.name, role: "owner" } };
      await append(tx, scope, [{ ...entry, action: "member.added", resourceId: id, changes }]);
      return id;
    }
    const after = { ...(await activate(tx, scope, known)), ...(await promote(tx, scope, known.id)) };
    if (Object.keys(after).length > 0)
      await append(tx, scope, [
        { ...entry, action: "member.updated", resourceId: known.id, changes: { after } },
      ]);
    return known.id;
  });
}

const append = (tx: TenantTx, { tenantId }: TenantScope, entries: TenantEntry[]) =>
  appendTenantAudit(tx, tenantId, entries);

async function activate(
  tx: TenantTx,
  scope: TenantScope,
  { id, status }: { id: string; status: string },
): Promise<{ status?: "active" }> {
  if (status === "active") return {};
  await tx
    .update(members)
    .set({ status: "active" })
    .where(within(scope, members, eq(members.id, id)));
  return { status: "active" };
}

async function promote(tx: TenantTx, scope: TenantScope, memberId: string): Promise<{ role?: "owner" }> {
  const [role] = await tx
    .select({ id: roles.id })
    .from(roles)
    .where(within(scope, roles, eq(roles.slug, "owner")));
  if (!role) throw new NotFound("The workspace in this archive has no role owner.");
  const given = within(
    scope,
    memberRoles,
    eq(memberRoles.memberId, memberId),
    eq(memberRoles.roleId, role.id),
    isNull(memberRoles.revokedAt),
  );
  const lasting = await tx
    .update(memberRoles)
    .set({ expiresAt: null })
    .where(and(given, isNotNull(memberRoles.expiresAt)))
    .returning({ id: memberRoles.id });
  if (lasting.length > 0) return { role: "owner" };
  if ((await tx.$count(memberRoles, given)) > 0) return {};
  await tx.insert(memberRoles).values({ tenantId: scope.tenantId, memberId, roleId: role.id });
  return { role: "owner" };
}
