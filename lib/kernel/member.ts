import { and, eq, gt, isNull, or, sql } from "drizzle-orm";
import { LRUCache } from "lru-cache";
import { memberRoles, members, roles } from "@/db/schema/tenant";
import { type TenantScope, withTenant } from "@/db/tenant";
import { within } from "@/db/within";
import type { ResolvedMembership, ResolvedTenant } from "@/lib/tenancy/resolve";
import { explainDatabaseError } from "./database-errors";
import { NotFound } from "./errors";

export type Member = { id: string; displayName: string; email: string | null; roles: readonly string[] };

/**
 * Members by tenant, member and permission version. The version comes with every request, and a change of roles bumps it in
 * its own transaction, so an entry is never older than the last change; one with an expiry is kept no longer than that.
 */
const cache = new LRUCache<string, Member>({ max: 10_000 });

/** The member and their current roles. @throws NotFound when the tenant does not hold the member, or not as an active one. */
export async function loadMember(
  tenant: Pick<ResolvedTenant, "id" | "placement">,
  { memberId, permissionVersion }: ResolvedMembership,
): Promise<Member> {
  const key = `${tenant.id}:${memberId}:${permissionVersion}`;
  const known = cache.get(key);
  if (known) return known;
  const scope = { tenantId: tenant.id, placement: tenant.placement };
  const { member, ttl } = await explainDatabaseError(undefined, () => read(scope, memberId));
  cache.set(key, member, { ttl });
  return member;
}

const LONGEST_MS = 10 * 60 * 1000;

async function read(scope: TenantScope, memberId: string): Promise<{ member: Member; ttl: number }> {
  const rows = await withTenant(scope, "read only", (tx) =>
    tx
      .select({
        id: members.id,
        displayName: members.displayName,
        email: members.email,
        role: roles.slug,
        remainingMs: sql<number | null>`(extract(epoch from ${memberRoles.expiresAt} - now()) * 1000)::int`,
      })
      .from(members)
      .leftJoin(
        memberRoles,
        and(
          eq(memberRoles.tenantId, members.tenantId),
          eq(memberRoles.memberId, members.id),
          isNull(memberRoles.revokedAt),
          or(isNull(memberRoles.expiresAt), gt(memberRoles.expiresAt, sql`now()`)),
        ),
      )
      .leftJoin(
        roles,
        and(
          eq(roles.tenantId, memberRoles.tenantId),
          eq(roles.id, memberRoles.roleId),
          eq(roles.isActive, true),
        ),
      )
      .where(within(scope, members, eq(members.id, memberId), eq(members.status, "active"))),
  );
  const [first] = rows;
  if (!first) throw new NotFound("There is no workspace at this address.");
  const slugs = rows.flatMap((row) => row.role ?? []);
  const ttl = Math.max(1, Math.min(LONGEST_MS, ...rows.flatMap((row) => row.remainingMs ?? [])));
  return { member: { id: first.id, displayName: first.displayName, email: first.email, roles: slugs }, ttl };
}
