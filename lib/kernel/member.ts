import { LRUCache } from "lru-cache";
import { type TenantScope, withTenant } from "@/db/tenant";
import { type Access, accessOf } from "@/lib/rbac/access";
import type { ResolvedMembership, ResolvedTenant } from "@/lib/tenancy/resolve";
import { explainDatabaseError } from "./database-errors";
import { Forbidden, NotFound } from "./errors";
import { gatesOf, inactive } from "./policy/gates";
import { loadWhole } from "./policy/load";

export type Member = {
  id: string;
  displayName: string;
  email: string | null;
  /** The slugs and the names of the roles that they have now, those of their teams included. */
  roles: readonly string[];
  roleNames: readonly string[];
  /** Those roles and the ones above them; the teams that they are in and the ones above them. */
  roleIds: readonly string[];
  teamIds: readonly string[];
  /** Another one after every change of who may do what. */
  permissionVersion: number;
};

type Loaded = { member: Member; access: Access };
type Kept = Loaded & { until: number; size: number };

/**
 * Members by tenant, member and permission version, and by what the platform closes. The version comes with every request, and is raised
 * whenever who may do what has changed, so an entry is never older than the last change; one with an end is kept no longer than that.
 * While a change is under way, nothing is taken from here.
 */
const cache = new LRUCache<string, Kept>({
  max: 10_000,
  maxSize: 500_000,
  sizeCalculation: ({ size }) => size,
});

const LONGEST_MS = 10 * 60 * 1000;

/**
 * The member and what they may do. @throws Forbidden for somebody who was suspended or removed, NotFound when the tenant does not hold
 * the member
 */
export async function loadMember(
  tenant: Pick<ResolvedTenant, "id" | "placement" | "status" | "statusReason" | "features">,
  { memberId, permissionVersion, isChanging }: ResolvedMembership,
): Promise<Loaded> {
  const closed = gatesOf(tenant).map(({ kind, message }) => `${kind} ${message}`);
  const key = [tenant.id, memberId, permissionVersion, ...closed].join(":");
  const known = isChanging ? undefined : cache.get(key);
  if (known && performance.now() < known.until) return known;
  // Before the reading: an end is then never noticed later than the database's clock has it.
  const begun = performance.now();
  const scope: TenantScope = { tenantId: tenant.id, placement: tenant.placement };
  const loaded = await explainDatabaseError(undefined, () =>
    withTenant(scope, "read only", (tx) => loadWhole(tx, { tenantId: tenant.id, tenant }, [memberId])),
  );
  const found = loaded.get(memberId);
  if (!found) throw new NotFound("There is no workspace at this address.");
  const { member, policy, lastsMs } = found;
  if (member.status !== "active") throw new Forbidden(inactive[member.status]);
  const { id, displayName, email, roles } = member;
  const kept: Kept = {
    member: {
      id,
      displayName,
      email,
      roles: roles.map(({ slug }) => slug),
      roleNames: roles.map(({ name }) => name),
      roleIds: policy.member.roleIds,
      teamIds: policy.member.teamIds,
      permissionVersion,
    },
    access: accessOf(policy),
    until: begun + Math.min(LONGEST_MS, lastsMs ?? LONGEST_MS),
    size: policy.rules.length + policy.teammates.length + 1,
  };
  if (!isChanging) cache.set(key, kept);
  return kept;
}
