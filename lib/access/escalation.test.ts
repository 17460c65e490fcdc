import { eq } from "drizzle-orm";
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
import { memberRoles, members } from "@/db/schema/tenant";
import { type TenantScope, type TenantTx, withTenant } from "@/db/tenant";
import { within } from "@/db/within";
import type { Context } from "@/lib/kernel";
import { contextOf } from "@/lib/kernel/context";
import {
  assertMayGive,
  assertNotStoodOn,
  assertOutranks,
  assertOwnerRemains,
  lockOwners,
  rulesOfRoles,
} from "./escalation";

const inside = <T>(ctx: Context, work: (tx: TenantTx) => Promise<T>) => withTenant(ctx, "read write", work);

/** Whether this person could give that role. */
const gives = (ctx: Context, roleId: string) =>
  inside(ctx, async (tx) => assertMayGive(ctx, await rulesOfRoles(tx, ctx, [roleId])));

const outranks = (ctx: Context, memberId: string) => inside(ctx, (tx) => assertOutranks(tx, ctx, memberId));

const forbidden = (message: RegExp) => ({ code: "forbidden", message: expect.stringMatching(message) });

describe("a role is given by nobody who lacks", () => {
  it("one of its permissions, though only by the role above it, or by what is shared with it", async () => {
    const tenant = await makeTenant();
    const { ctx } = await memberWith(tenant, ["deal:read", "deal:update", "role:assign"]);
    const base = await makeRole(tenant, { rules: ["audit:read"] });
    const cases: [string, RegExp | null][] = [
      [await makeRole(tenant, { rules: ["deal:read", { permission: "deal:update", scope: "own" }] }), null],
      [await makeRole(tenant, { rules: ["deal:read", "deal:delete"] }), /deal:delete/],
      [await makeRole(tenant, { rules: ["deal:read"], parentRoleId: base }), /audit:read/],
      [await systemRoleId(tenant, "viewer"), /company:read/],
    ];
    const shared = await makeRole(tenant);
    await share(tenant, { resourceType: "company", resourceId: newId(), roleId: shared });
    cases.push([shared, /company:read/]);
    for (const [roleId, refusal] of cases) {
      const attempt = gives(ctx, roleId);
      if (refusal) await expect(attempt).rejects.toMatchObject(forbidden(refusal));
      else await attempt;
    }
  });

  it("its reach, its fields, its freedom from conditions, or is denied some of it", async () => {
    const tenant = await makeTenant();
    const condition = { op: "lt", attr: "record.valueMinor", value: 100_000 } as const;
    const { ctx, memberId, headers } = await memberWith(tenant, [
      { permission: "deal:read", scope: "team" },
      { permission: "deal:update", condition },
      { permission: "contact:read", fields: ["email"] },
      "company:read",
    ]);
    const role = (rule: Parameters<typeof makeRole>[1]) => makeRole(tenant, rule);
    await expect(gives(ctx, await role({ rules: ["deal:read"] }))).rejects.toMatchObject(
      forbidden(/deal:read/),
    );
    await expect(gives(ctx, await role({ rules: ["deal:update"] }))).rejects.toMatchObject(
      forbidden(/deal:update/),
    );
    await gives(ctx, await role({ rules: [{ permission: "deal:update", condition }] }));
    await expect(gives(ctx, await role({ rules: ["contact:read"] }))).rejects.toMatchObject(
      forbidden(/contact:read/),
    );
    const companies = await role({ rules: ["company:read"] });
    await gives(ctx, companies);
    await override(tenant, { memberId, permission: "company:read", conditions: condition });
    await expect(gives(await contextOf(headers), companies)).rejects.toMatchObject(forbidden(/company:read/));
  });

  it("all of it: another tenant's role is not there", async () => {
    const [one, other] = await Promise.all([signedIn("owner"), signedIn("owner")]);
    await gives(one.ctx, await systemRoleId(one.tenant, "owner"));
    await expect(gives(one.ctx, await systemRoleId(other.tenant, "viewer"))).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

describe("nobody changes", () => {
  it("the role that they stand on: their own, one above it, or their team's", async () => {
    const tenant = await makeTenant();
    const [base, other, ofTeam] = [await makeRole(tenant), await makeRole(tenant), await makeRole(tenant)];
    const own = await makeRole(tenant, { parentRoleId: base });
    const { memberId, headers, ctx } = await memberWith(tenant, []);
    for (const id of [base, own, ofTeam]) assertNotStoodOn(ctx, id);
    await giveRole(tenant, memberId, own);
    await makeTeam(tenant, { memberIds: [memberId], roleIds: [ofTeam] });
    const now = await contextOf(headers);
    for (const id of [base, own, ofTeam])
      expect(() => assertNotStoodOn(now, id)).toThrow(/You have this role yourself/);
    assertNotStoodOn(now, other);
  });

  it("themselves, anybody who may more than they, or anybody elsewhere", async () => {
    const { tenant, ctx: owner, memberId: ownerId } = await signedIn("owner");
    const [admin, manager] = await Promise.all([signIn(tenant, "admin"), signIn(tenant, "manager")]);
    await outranks(owner, admin.memberId);
    await outranks(admin.ctx, manager.memberId);
    await expect(outranks(admin.ctx, ownerId)).rejects.toMatchObject(forbidden(/workspace:delete/));
    await expect(outranks(manager.ctx, admin.memberId)).rejects.toMatchObject(
      forbidden(/may do what you may not/),
    );
    await expect(outranks(owner, ownerId)).rejects.toMatchObject(
      forbidden(/Nobody changes their own access/),
    );
    const { memberId } = await signedIn("viewer");
    await expect(outranks(owner, memberId)).rejects.toMatchObject({ code: "not_found" });
  });

  it("somebody who was suspended with more than they have", async () => {
    const { tenant, memberId: ownerId } = await signedIn("owner");
    const admin = await signIn(tenant, "admin");
    await inside(admin.ctx, (tx) =>
      tx
        .update(members)
        .set({ status: "suspended" })
        .where(within(tenant, members, eq(members.id, ownerId))),
    );
    await expect(outranks(admin.ctx, ownerId)).rejects.toMatchObject(forbidden(/workspace:delete/));
  });
});

describe("a workspace keeps an owner", () => {
  const takeAway = (scope: TenantScope, ctx: Context, memberId: string) =>
    inside(ctx, async (tx) => {
      await lockOwners(tx, ctx);
      await tx
        .update(memberRoles)
        .set({ revokedAt: new Date() })
        .where(within(scope, memberRoles, eq(memberRoles.memberId, memberId)));
      await assertOwnerRemains(tx, ctx);
    });

  it("also when two take each other's ownership at once", async () => {
    for (let round = 0; round < 4; round += 1) {
      const { tenant, ctx: one, memberId: oneId } = await signedIn("owner");
      const { ctx: other, memberId: otherId } = await signIn(tenant, "owner");
      const outcomes = await Promise.allSettled([
        takeAway(tenant, one, otherId),
        takeAway(tenant, other, oneId),
      ]);
      expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
      expect(outcomes.find(({ status }) => status === "rejected")).toMatchObject({
        reason: { code: "conflict", message: expect.stringContaining("keeps at least one owner") },
      });
    }
  });

  it("who has no end, is active, can sign in, and owns all of it", async () => {
    const { tenant, ctx, memberId } = await signedIn("owner");
    const owner = await systemRoleId(tenant, "owner");
    const team = await makeTeam(tenant);
    const [leaving, suspended, ofTeam] = await Promise.all(
      Array.from({ length: 3 }, () => memberWith(tenant, [])),
    );
    const until = new Date(Date.now() + 24 * 60 * 60 * 1000);
    await giveRole(tenant, leaving?.memberId ?? "", owner, { expiresAt: until });
    await giveRole(tenant, suspended?.memberId ?? "", owner);
    await giveRole(tenant, ofTeam?.memberId ?? "", owner, { teamId: team });
    const onRecord = newId();
    await inside(ctx, async (tx) => {
      await tx
        .update(members)
        .set({ status: "suspended" })
        .where(within(tenant, members, eq(members.id, suspended?.memberId ?? "")));
      await tx.insert(members).values({ tenantId: tenant.tenantId, id: onRecord, displayName: "Ivar Dahl" });
    });
    await giveRole(tenant, onRecord, owner);
    await expect(takeAway(tenant, ctx, memberId)).rejects.toMatchObject({ code: "conflict" });
    await inside(ctx, (tx) =>
      tx
        .update(members)
        .set({ status: "active" })
        .where(within(tenant, members, eq(members.id, suspended?.memberId ?? ""))),
    );
    await takeAway(tenant, ctx, memberId);
  });
});
