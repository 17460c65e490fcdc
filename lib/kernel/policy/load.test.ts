import { describe, expect, it } from "vitest";
import { newId } from "@/db/columns";
import {
  giveRole,
  makeRole,
  makeTeam,
  makeTenant,
  memberWith,
  override,
  share,
  signedIn,
  signIn,
  systemRoleId,
} from "@/db/factories";
import { type TenantTx, withTenant } from "@/db/tenant";
import type { Context } from "@/lib/kernel";
import { accessOf } from "@/lib/rbac/access";
import type { Rule } from "@/lib/rbac/policy";
import { systemContext } from "../context";
import { loadPolicies } from "./load";
import { planGates } from "./plan";
import { rulesOfRoles } from "./roles";

const system = (tenantId: string) => systemContext({ tenant: tenantId, reason: "test" });

async function policyOf(tenantId: string, memberId: string, seen?: (tx: TenantTx) => TenantTx) {
  const ctx = await system(tenantId);
  return withTenant(ctx, "read only", async (tx) => {
    const policy = (await loadPolicies(seen?.(tx) ?? tx, ctx, [memberId])).get(memberId);
    if (!policy) throw new Error("There is no policy.");
    return policy;
  });
}

const told = (rules: readonly Rule[]) =>
  rules.map(({ permission, effect, source, team }) => ({
    permission,
    effect,
    from: source.kind === "role" ? (source.inheritedFrom?.name ?? source.role.name) : source.kind,
    through: source.kind === "role" ? (source.team?.name ?? null) : null,
    team: team?.name ?? null,
  }));

const future = () => new Date(Date.now() + 40 * 24 * 60 * 60 * 1000);
const past = () => new Date(Date.now() - 1000);

describe("a policy", () => {
  it("has the rules of a member's roles, of the roles above them, and of their teams' roles", async () => {
    const tenant = await makeTenant();
    const base = await makeRole(tenant, { name: "Everybody", rules: ["product:read"] });
    const middle = await makeRole(tenant, {
      name: "Seller",
      rules: [{ permission: "deal:read", scope: "own" }],
      parentRoleId: base,
    });
    const top = await makeRole(tenant, { name: "Closer", rules: ["deal:update"], parentRoleId: middle });
    const reviewer = await makeRole(tenant, {
      name: "Reviewer",
      rules: [{ permission: "deal:delete", effect: "deny" }],
    });
    const { memberId } = await memberWith(tenant, []);
    await giveRole(tenant, memberId, top);
    const region = await makeTeam(tenant, { name: "Region", roleIds: [reviewer] });
    await makeTeam(tenant, { name: "Crew", parentTeamId: region, memberIds: [memberId] });
    const policy = await policyOf(tenant.tenantId, memberId);
    const by = (one: { permission: string }, other: { permission: string }) =>
      one.permission < other.permission ? -1 : 1;
    expect(told(policy.rules).sort(by)).toEqual([
      { permission: "deal:delete", effect: "deny", from: "Reviewer", through: "Region", team: null },
      { permission: "deal:read", effect: "allow", from: "Seller", through: null, team: null },
      { permission: "deal:update", effect: "allow", from: "Closer", through: null, team: null },
      { permission: "product:read", effect: "allow", from: "Everybody", through: null, team: null },
    ]);
    expect(policy.member.roleIds).toEqual(expect.arrayContaining([base, middle, top, reviewer]));
    expect(policy.member.teamIds).toHaveLength(2);
    expect(new Set(policy.rules.map(({ key }) => key)).size).toBe(policy.rules.length);
  });

  it("takes what a system role allows from code, also above a custom one", async () => {
    const tenant = await makeTenant();
    const viewer = await systemRoleId(tenant, "viewer");
    const role = await makeRole(tenant, { rules: ["export:create"], parentRoleId: viewer });
    const { memberId } = await memberWith(tenant, []);
    await giveRole(tenant, memberId, role);
    const access = accessOf(await policyOf(tenant.tenantId, memberId));
    expect([access.might("deal:read"), access.might("export:create"), access.might("deal:update")]).toEqual([
      true,
      true,
      false,
    ]);
  });

  it("counts the people of the member's teams and of the teams below as teammates, and no others", async () => {
    const tenant = await makeTenant();
    const [me, below, above, beside, idle] = await Promise.all(
      Array.from({ length: 5 }, async () => (await signIn(tenant, "viewer")).memberId),
    );
    const ids = { me, below, above, beside, idle } as Record<string, string>;
    const region = await makeTeam(tenant, { memberIds: [ids.above ?? ""] });
    const crew = await makeTeam(tenant, { parentTeamId: region, memberIds: [ids.me ?? ""] });
    await makeTeam(tenant, { parentTeamId: crew, memberIds: [ids.below ?? ""] });
    await makeTeam(tenant, { parentTeamId: crew, memberIds: [ids.idle ?? ""], isActive: false });
    await makeTeam(tenant, { parentTeamId: region, memberIds: [ids.beside ?? ""] });
    const { teammates } = await policyOf(tenant.tenantId, ids.me ?? "");
    expect(new Set(teammates)).toEqual(new Set([me, below]));
  });

  it("narrows a role that was given for one team to the people of that team and those below", async () => {
    const tenant = await makeTenant();
    const crewMember = (await signIn(tenant, "viewer")).memberId;
    const region = await makeTeam(tenant, { name: "Region" });
    await makeTeam(tenant, { parentTeamId: region, memberIds: [crewMember] });
    const { memberId } = await memberWith(tenant, []);
    await giveRole(tenant, memberId, await makeRole(tenant, { rules: ["deal:update"] }), { teamId: region });
    const access = accessOf(await policyOf(tenant.tenantId, memberId));
    expect(access.can("deal:update", { id: newId(), ownerId: crewMember })).toBe(true);
    expect(access.can("deal:update", { id: newId(), ownerId: memberId })).toBe(false);
  });

  it("has the exceptions of the member, and what was shared with them, their teams and their roles", async () => {
    const tenant = await makeTenant();
    const base = await makeRole(tenant, { name: "Everybody" });
    const role = await makeRole(tenant, { name: "Closer", parentRoleId: base });
    const { memberId } = await memberWith(tenant, []);
    const other = await memberWith(tenant, []);
    await giveRole(tenant, memberId, role);
    const region = await makeTeam(tenant);
    await makeTeam(tenant, { parentTeamId: region, memberIds: [memberId] });
    const [toMe, toTeam, toRole, toOther, closed] = Array.from({ length: 5 }, () => newId());
    const deal = (resourceId = "") => ({ resourceType: "deal" as const, resourceId });
    await share(tenant, { ...deal(toMe), memberId, actions: ["read", "update"] });
    await share(tenant, { ...deal(toTeam), teamId: region });
    await share(tenant, { ...deal(toRole), roleId: base });
    await share(tenant, { ...deal(toOther), memberId: other.memberId });
    await share(tenant, { ...deal(closed), memberId, effect: "deny" });
    await override(tenant, { memberId, permission: "deal:create", effect: "allow" });
    await override(tenant, { memberId: other.memberId, permission: "deal:create", effect: "allow" });
    const policy = await policyOf(tenant.tenantId, memberId);
    const access = accessOf(policy);
    const may = (id = "") => access.can("deal:read", { id });
    expect([toMe, toTeam, toRole, toOther, closed].map(may)).toEqual([true, true, true, false, false]);
    expect(access.can("deal:update", { id: toMe })).toBe(true);
    expect(access.might("deal:create")).toBe(true);
    expect(policy.rules.filter(({ source }) => source.kind === "override")).toHaveLength(1);
  });

  it("leaves out what has ended by the database's clock, what was switched off, and what this version does not know", async () => {
    const tenant = await makeTenant();
    const role = await makeRole(tenant, { rules: ["deal:read"] });
    const idle = await makeRole(tenant, { rules: ["deal:read"], isActive: false });
    const lasting = await makeRole(tenant, { rules: ["product:read"] });
    const { memberId } = await memberWith(tenant, []);
    await giveRole(tenant, memberId, role, { expiresAt: past() });
    await giveRole(tenant, memberId, idle);
    await giveRole(tenant, memberId, lasting, { expiresAt: future() });
    const off = await makeTeam(tenant, { isActive: false, memberIds: [memberId], roleIds: [role] });
    await override(tenant, { memberId, permission: "deal:update", effect: "allow", expiresAt: past() });
    await override(tenant, { memberId, permission: "deal:destroy" as "deal:delete", effect: "allow" });
    await share(tenant, { resourceType: "deal", resourceId: newId(), memberId, expiresAt: past() });
    const policy = await policyOf(tenant.tenantId, memberId);
    expect(policy.rules.map(({ permission }) => permission)).toEqual(["product:read"]);
    expect(policy.member.teamIds).not.toContain(off);
  });

  it("of a suspended member is closed by a gate, and one of a suspended workspace for all but reading", async () => {
    const { tenant, ctx, memberId } = await signedIn("owner");
    const suspended: Context["tenant"] = { ...ctx.tenant, status: "suspended" };
    const policies = await withTenant(tenant, "read only", (tx) =>
      loadPolicies(tx, { tenantId: tenant.tenantId, tenant: suspended }, "all"),
    );
    const policy = policies.get(memberId);
    const access = policy && accessOf(policy);
    expect(access?.might("deal:read")).toBe(true);
    expect(access?.might("deal:update")).toBe(false);
    expect(access?.might("workspace:export")).toBe(true);
    expect(policy?.gates[0]?.message).toMatch(/suspended/);
  });

  it("is closed where the plan says no", () => {
    const imports = { name: "imports", permissions: ["import:create" as const] };
    const gates = planGates({ imports: false, other: false }, { imports });
    expect(gates).toMatchObject([
      { kind: "plan", applies: ["import:create"], message: /not include imports/ },
    ]);
    expect(planGates({ imports: true }, { imports })).toEqual([]);
    const policy = {
      member: { id: null, teamIds: [], roleIds: [], email: null, title: null },
      teammates: [],
      rules: [],
    };
    const rule = {
      effect: "allow",
      scope: "all",
      team: null,
      condition: null,
      fields: null,
      recordId: null,
    } as const;
    const rules: Rule[] = (["import:create", "import:read"] as const).map((permission) => ({
      ...rule,
      permission,
      key: permission,
      source: { kind: "system", name: "test" },
      priority: null,
      expiresAt: null,
    }));
    const access = accessOf({ ...policy, rules, gates });
    expect([access.might("import:create"), access.might("import:read")]).toEqual([false, true]);
  });

  it("takes two queries, for one member and for all", async () => {
    const { tenant, memberId } = await signedIn("manager");
    await makeTeam(tenant, { memberIds: [memberId] });
    let queries = 0;
    const counting = (tx: TenantTx) =>
      new Proxy(tx, {
        get: (target, key, receiver) => {
          if (["execute", "select", "selectDistinct"].includes(String(key))) queries += 1;
          return Reflect.get(target, key, receiver);
        },
      });
    await policyOf(tenant.tenantId, memberId, counting);
    expect(queries).toBe(2);
  });

  it("of one member never has anything of another tenant", async () => {
    const [one, other] = await Promise.all([signedIn("owner"), signedIn("owner")]);
    const ctx = await system(one.tenant.tenantId);
    const policies = await withTenant(ctx, "read only", (tx) =>
      loadPolicies(tx, ctx, [other.memberId, one.memberId]),
    );
    expect([...policies.keys()]).toEqual([one.memberId]);
  });
});

describe("the rules of roles", () => {
  it("are their own, those above, and what is shared with them", async () => {
    const tenant = await makeTenant();
    const base = await makeRole(tenant, { rules: ["product:read"] });
    const role = await makeRole(tenant, { rules: ["deal:read"], parentRoleId: base });
    await share(tenant, { resourceType: "company", resourceId: newId(), roleId: base });
    const ctx = await system(tenant.tenantId);
    const rules = await withTenant(ctx, "read only", (tx) => rulesOfRoles(tx, ctx, [role]));
    expect(rules.map(({ permission }) => permission).sort()).toEqual([
      "company:read",
      "deal:read",
      "product:read",
    ]);
    const foreign = await makeRole(await makeTenant());
    await expect(
      withTenant(ctx, "read only", (tx) => rulesOfRoles(tx, ctx, [role, foreign])),
    ).rejects.toMatchObject({ code: "not_found" });
  });
});
