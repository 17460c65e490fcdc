import { and, eq } from "drizzle-orm";
import { rehang, upwards } from "@/lib/access/closure";
import { changingAccess } from "@/lib/kernel/freshness";
import type { Permission } from "@/lib/rbac/permissions";
import type { RuleBody } from "@/lib/rbac/policy";
import { newId } from "../columns";
import {
  memberPermissionOverrides,
  memberRoles,
  resourceGrants,
  roleClosure,
  rolePermissions,
  roles,
  teamClosure,
  teamMembers,
  teamRoles,
  teams,
} from "../schema/tenant";
import { type TenantScope, type TenantTx, withTenant } from "../tenant";
import { within } from "../within";
import { type Signed, signInAs } from "./tenants";
import { type TestUser, unique } from "./users";

/** A rule, of which all but the permission may be left to what is most open: allowed, for all records, with no condition. */
export type GivenRule = Permission | (Pick<RuleBody, "permission"> & Partial<RuleBody>);

/** What a test gives and takes holds at once, as what the product's commands do. */
const change = (scope: TenantScope, work: (tx: TenantTx) => Promise<unknown>): Promise<unknown> =>
  changingAccess(scope, "factory", () => withTenant(scope, "read write", work));

const open = { effect: "allow", scope: "all", condition: null, fields: null } as const;

/** A custom role with these rules, under `parentRoleId`. */
export async function makeRole(
  scope: TenantScope,
  given: { name?: string; rules?: readonly GivenRule[]; parentRoleId?: string; isActive?: boolean } = {},
): Promise<string> {
  const { tenantId } = scope;
  const { name = `Closer ${unique()}`, parentRoleId, isActive } = given;
  const id = newId();
  await change(scope, async (tx) => {
    const slug = name.toLowerCase().replace(/[^a-z0-9]+/g, "-");
    await tx.insert(roles).values({ tenantId, id, name, slug, parentRoleId, isActive });
    if (parentRoleId) await hang(tx, scope, roleClosure, id, parentRoleId);
    const rules = (given.rules ?? []).map((rule) => (typeof rule === "string" ? { permission: rule } : rule));
    const rows = rules.map((rule) => {
      const { condition: conditions, fields, ...body } = { ...open, ...rule };
      return { ...body, tenantId, roleId: id, conditions, fields: fields && [...fields] };
    });
    if (rows.length > 0) await tx.insert(rolePermissions).values(rows);
  });
  return id;
}

/** A team with these people and roles, under `parentTeamId`. */
export async function makeTeam(
  scope: TenantScope,
  given: {
    name?: string;
    parentTeamId?: string;
    memberIds?: readonly string[];
    roleIds?: readonly string[];
    isActive?: boolean;
  } = {},
): Promise<string> {
  const { tenantId } = scope;
  const { name = `Field sales ${unique()}`, parentTeamId, memberIds = [], roleIds = [], isActive } = given;
  const id = newId();
  await change(scope, async (tx) => {
    const slug = name.toLowerCase().replace(/[^a-z0-9]+/g, "-");
    await tx.insert(teams).values({ tenantId, id, name, slug, parentTeamId, isActive });
    if (parentTeamId) await hang(tx, scope, teamClosure, id, parentTeamId);
    if (memberIds.length > 0)
      await tx.insert(teamMembers).values(memberIds.map((memberId) => ({ tenantId, teamId: id, memberId })));
    if (roleIds.length > 0)
      await tx.insert(teamRoles).values(roleIds.map((roleId) => ({ tenantId, teamId: id, roleId })));
  });
  return id;
}

/** Puts something new under a parent, and so under what is above that. */
async function hang(
  tx: TenantTx,
  ctx: TenantScope,
  closure: typeof roleClosure | typeof teamClosure,
  id: string,
  parentId: string,
): Promise<void> {
  const scope = { tx, ctx };
  await rehang(scope, closure, [{ id, depth: 0 }], await upwards(scope, closure, parentId));
}

/** Gives a member a role, for the records of one team's people when `teamId` is given. Answers the assignment's id. */
export async function giveRole(
  scope: TenantScope,
  memberId: string,
  roleId: string,
  given: { teamId?: string; expiresAt?: Date } = {},
): Promise<string> {
  const id = newId();
  await change(scope, (tx) =>
    tx.insert(memberRoles).values({ tenantId: scope.tenantId, id, memberId, roleId, ...given }),
  );
  return id;
}

/** The id of one of the roles that every workspace has. */
export const systemRoleId = (scope: TenantScope, slug: string): Promise<string> =>
  withTenant(scope, "read only", async (tx) => {
    const [role] = await tx
      .select({ id: roles.id })
      .from(roles)
      .where(within(scope, roles, and(eq(roles.slug, slug), eq(roles.isSystem, true))));
    if (!role) throw new Error(`The tenant has no role ${slug}.`);
    return role.id;
  });

type GivenOverride = Partial<typeof memberPermissionOverrides.$inferInsert> & {
  memberId: string;
  permission: Permission;
};

/** An exception for one member: a denial, unless said otherwise. */
export async function override(scope: TenantScope, given: GivenOverride): Promise<string> {
  const id = newId();
  const usual = { effect: "deny" as const, reason: "While the audit lasts" };
  await change(scope, (tx) =>
    tx.insert(memberPermissionOverrides).values({ ...usual, ...given, tenantId: scope.tenantId, id }),
  );
  return id;
}

type GivenShare = Pick<typeof resourceGrants.$inferInsert, "resourceType" | "resourceId"> &
  Partial<typeof resourceGrants.$inferInsert>;

/** Access to one record, for a member, a team or a role: to read it, unless said otherwise. */
export async function share(scope: TenantScope, given: GivenShare): Promise<string> {
  const id = newId();
  await change(scope, (tx) =>
    tx.insert(resourceGrants).values({ actions: ["read"], ...given, tenantId: scope.tenantId, id }),
  );
  return id;
}

/** Somebody signed in whose one role has just these rules. */
export async function memberWith(
  tenant: TenantScope & { slug: string },
  rules: readonly GivenRule[],
  user?: TestUser,
): Promise<Signed & { roleId: string }> {
  const roleId = await makeRole(tenant, { rules });
  return { ...(await signInAs(tenant, roleId, user)), roleId };
}
