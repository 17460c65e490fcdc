import { newId } from "@/db/columns";
import { adminOf, giveRole, makeRole, makeTeam, makeTenant, memberWith, signIn } from "@/db/factories";
import { type TenantTx, withTenant } from "@/db/tenant";
import { loadPolicies } from "@/lib/kernel/policy/load";
import { accessOf } from "@/lib/rbac/access";
import type { RuleBody } from "@/lib/rbac/policy";
import type { ProvisionedTenant } from "@/lib/tenancy/provision";
import type { Ratio } from "./report";

const ROLES = 5;
const TEAMS = 10;
const OVERRIDES = 50;
const GRANTS = 500;
const LOADS = 500;

/** What a member's policy costs when it is not cached: the queries, and all that follows until a first decision. */
export async function loading(): Promise<Ratio[]> {
  const tenant = await makeTenant();
  const { ctx, memberId } = await memberWithMuch(tenant);
  let queries = 0;
  const counting = (tx: TenantTx): TenantTx =>
    new Proxy(tx, {
      get: (target, key, receiver) => {
        if (["execute", "select", "selectDistinct"].includes(String(key))) queries += 1;
        return Reflect.get(target, key, receiver);
      },
    });
  const samples: number[] = [];
  for (let n = 0; n < LOADS; n += 1) {
    await withTenant(ctx, "read only", async (tx) => {
      const start = performance.now();
      const policy = (await loadPolicies(counting(tx), ctx, [memberId])).get(memberId);
      if (!policy || policy.rules.length < GRANTS + OVERRIDES) throw new Error("The policy is not whole.");
      accessOf(policy).can("deal:read", { id: memberId, ownerId: memberId });
      samples.push(performance.now() - start);
    });
  }
  const sorted = samples.slice(50).sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? Number.NaN;
  return [
    {
      name: "loading a member's policy, 95th percentile in ms",
      value: at(0.95),
      target: { atMost: 5 },
      detail: `median ${at(0.5).toFixed(2)} ms; ${ROLES} roles, ${TEAMS} nested teams, ${OVERRIDES} overrides, ${GRANTS} grants`,
    },
    {
      name: "queries of one such load",
      value: queries / LOADS,
      target: { atMost: 2 },
      detail: "beside those that enter the tenant",
    },
  ];
}

const permissions = ["deal:read", "deal:update", "company:read", "company:update", "contact:read"] as const;

/** Ten rules of a role; every other one has a condition. */
const rules = (): RuleBody[] =>
  Array.from({ length: 10 }, (_, n) => ({
    permission: permissions[n % permissions.length] ?? "deal:read",
    effect: "allow",
    scope: n % 2 === 0 ? "team" : "own",
    condition: n % 2 === 0 ? { op: "lte", attr: "record.createdAt", value: "2026-03-01T09:00:00Z" } : null,
    fields: null,
  }));

async function memberWithMuch(tenant: ProvisionedTenant) {
  const { ctx, memberId, roleId } = await memberWith(tenant, rules());
  const others = await Promise.all(
    Array.from({ length: 10 }, async () => (await signIn(tenant, "viewer")).memberId),
  );
  for (let n = 1; n < ROLES; n += 1)
    await giveRole(tenant, memberId, await makeRole(tenant, { rules: rules() }));
  let teamId: string | undefined;
  for (let n = 0; n < TEAMS; n += 1) {
    const memberIds = n === TEAMS - 1 ? [memberId, ...others.slice(0, 5)] : others.slice(n, n + 1);
    teamId = await makeTeam(tenant, { parentTeamId: teamId, memberIds });
  }
  const admin = adminOf(tenant);
  const { tenantId } = tenant;
  const give = (to: "member_id" | "team_id" | "role_id", id: string, count: number) => admin`
    insert into resource_grants (tenant_id, id, ${admin(to)}, resource_type, resource_id, actions)
    select ${tenantId}, uuidv7(), ${id}, 'deal', uuidv7(), '{read}' from generate_series(1, ${count}::int)`;
  await give("member_id", memberId, GRANTS - 200);
  await give("team_id", teamId ?? newId(), 100);
  await give("role_id", roleId, 100);
  // Of others, so that the load has to find its own.
  for (const other of others) {
    await give("member_id", other, GRANTS);
    await exceptFor(other);
  }
  await exceptFor(memberId);
  await admin`analyze resource_grants, member_permission_overrides, role_permissions, team_closure, team_members, member_roles`;
  await admin.end();
  return { ctx, memberId };

  function exceptFor(id: string) {
    return admin`
      insert into member_permission_overrides (tenant_id, id, member_id, permission, effect, priority, reason)
      select ${tenantId}, uuidv7(), ${id}, (array['deal:update', 'company:update', 'contact:update'])[1 + n % 3],
             case when n % 2 = 0 then 'allow' else 'deny' end, n, 'While the audit lasts'
        from generate_series(1, ${OVERRIDES}::int) n`;
  }
}
