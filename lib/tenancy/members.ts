import { eq } from "drizzle-orm";
import { newId } from "@/db/columns";
import { controlDb } from "@/db/control";
import { memberships } from "@/db/schema/control";
import { memberRoles, members, roles } from "@/db/schema/tenant";
import { type TenantScope, type TenantTx, withTenant } from "@/db/tenant";
import { within } from "@/db/within";
import { appendTenantAudit } from "@/lib/kernel/audit-chain";
import type { SystemRoleSlug } from "@/lib/rbac/roles";

export type NewMember = {
  name: string;
  email: string | null;
  title?: string;
  userId?: string | null;
  id?: string;
};

/** A role of every workspace, or one of the tenant's own. */
type GivenRole = SystemRoleSlug | { id: string };

/** Writes a member and their role, inside the tenant alone. */
export async function insertMember(
  tx: TenantTx,
  tenantId: string,
  member: NewMember,
  role?: GivenRole,
): Promise<string> {
  const memberId = member.id ?? newId();
  await tx.insert(members).values({
    tenantId,
    id: memberId,
    userId: member.userId ?? null,
    email: member.email,
    emailLc: member.email?.toLowerCase() ?? null,
    displayName: member.name,
    title: member.title ?? null,
  });
  if (role) {
    const which = typeof role === "string" ? eq(roles.slug, role) : eq(roles.id, role.id);
    const [found] = await tx
      .select({ id: roles.id })
      .from(roles)
      .where(within({ tenantId }, roles, which));
    if (!found) throw new Error("The tenant has no such role.");
    await tx.insert(memberRoles).values({ tenantId, memberId, roleId: found.id });
  }
  return memberId;
}

/** Makes a person a member for the system (demo, tests): inside the tenant, then in the index for sign-in. */
export async function addMember(
  scope: TenantScope,
  member: NewMember & { userId: string },
  role: GivenRole,
): Promise<string> {
  const memberId = await withTenant(scope, "read write", async (tx) => {
    const id = await insertMember(tx, scope.tenantId, member, role);
    const entry = { actorReason: "provisioning", action: "member.added", resourceType: "member" };
    const changes = { after: { name: member.name, role } };
    await appendTenantAudit(tx, scope.tenantId, [{ ...entry, resourceId: id, changes }]);
    return id;
  });
  await controlDb().insert(memberships).values({ tenantId: scope.tenantId, userId: member.userId, memberId });
  return memberId;
}
