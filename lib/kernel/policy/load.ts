import type { TenantTx } from "@/db/tenant";
import type { Policy } from "@/lib/rbac/policy";
import type { ResolvedTenant } from "@/lib/tenancy/resolve";
import { assemble, type Loaded, topmost } from "./assemble";
import { gatesOf } from "./gates";
import { readPlaces } from "./places";
import { readRules } from "./rule-rows";

type Tenant = { tenantId: string; tenant: Pick<ResolvedTenant, "status" | "statusReason" | "features"> };

/**
 * What decides what members may do, all of it, as it is in this transaction and by the database's clock: two queries, however many
 * members. A member who is suspended or removed has a policy too, which a gate closes; whoever the tenant does not hold has none.
 */
export async function loadPolicies(
  tx: TenantTx,
  tenant: Tenant,
  memberIds: readonly string[] | "all",
): Promise<Map<string, Policy>> {
  const loaded = await loadWhole(tx, tenant, memberIds);
  return new Map([...loaded].map(([id, { policy }]) => [id, policy]));
}

/** The same, with the member and with how long it lasts. */
export async function loadWhole(
  tx: TenantTx,
  { tenantId, tenant }: Tenant,
  memberIds: readonly string[] | "all",
): Promise<Map<string, Loaded>> {
  if (memberIds.length === 0) return new Map();
  const places = await readPlaces(tx, tenantId, memberIds);
  const held = places.filter((place) => place.kind === "held");
  const teams = places.filter((place) => place.kind === "team");
  const narrowing = held.flatMap(({ isOfTeam, teamId }) => (isOfTeam || !teamId ? [] : [teamId]));
  const above = places.flatMap((place) => (place.kind === "above" ? [place.id] : []));
  const rules = await readRules(tx, tenantId, {
    memberIds,
    roleIds: distinct([...held.map(({ roleId }) => roleId), ...above]),
    teamIds: distinct(teams.map(({ id }) => id)),
    scopeTeamIds: distinct([...topmost(teams), ...narrowing]),
  });
  return assemble(places, rules, gatesOf(tenant));
}

const distinct = (ids: string[]): string[] => [...new Set(ids)];
