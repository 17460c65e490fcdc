import { eq, isNull, sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { z } from "zod";
import { controlDb } from "@/db/control";
import { makeCompany, makeDeal, makeRole, makeTenant, makeUser, memberWith, signIn } from "@/db/factories";
import { memberships, permissionChanges } from "@/db/schema/control";
import { auditLogs, memberRoles, members, rolePermissions } from "@/db/schema/tenant";
import { withTenant } from "@/db/tenant";
import { within } from "@/db/within";
import { defineCommand } from "@/lib/kernel";
import { contextOf } from "@/lib/kernel/context";
import { Conflict } from "@/lib/kernel/errors";
import { rehearsalOf } from "./rehearse";

const setRules = defineCommand({
  name: "test.set_rules",
  permission: "role:update",
  changesAccess: true,
  input: z.object({
    roleId: z.uuid(),
    rules: z.array(
      z.object({
        permission: z.string(),
        scope: z.enum(["own", "all"]).default("all"),
        fields: z.array(z.string()).nullable().default(null),
      }),
    ),
    refuse: z.boolean().default(false),
  }),
  run: async ({ ctx, tx, input: { roleId, rules, refuse }, audit }) => {
    await tx.delete(rolePermissions).where(within(ctx, rolePermissions, eq(rolePermissions.roleId, roleId)));
    if (rules.length > 0)
      await tx
        .insert(rolePermissions)
        .values(rules.map((rule) => ({ ...rule, tenantId: ctx.tenantId, roleId })));
    if (refuse) throw new Conflict("This role was changed meanwhile. Nothing was changed.");
    audit({ action: "test.rules_set", resource: { type: "role", id: roleId } });
  },
});
const rehearse = rehearsalOf(setRules);

const suspend = defineCommand({
  name: "test.suspend",
  permission: "member:update",
  changesAccess: true,
  input: z.object({ memberId: z.uuid() }),
  run: async ({ ctx, tx, input: { memberId }, audit, effects }) => {
    await tx
      .update(members)
      .set({ status: "suspended" })
      .where(within(ctx, members, eq(members.id, memberId)));
    effects.membership(memberId);
    audit({ action: "test.suspended", resource: { type: "member", id: memberId } });
  },
});
const rehearseSuspension = rehearsalOf(suspend);

/** An owner with two deals and a company, and Maren, who has a role of her own and one deal. */
async function cast() {
  const tenant = await makeTenant();
  const { ctx: owner } = await signIn(tenant, "owner");
  const roleId = await makeRole(tenant, {
    name: "Closer",
    rules: [{ permission: "deal:read", scope: "own" }, "product:read"],
  });
  const maren = await memberWith(tenant, [], await makeUser({ name: "Maren Holt" }));
  await withTenant(tenant, "read write", (tx) =>
    tx
      .update(memberRoles)
      .set({ roleId })
      .where(
        within(tenant, memberRoles, eq(memberRoles.memberId, maren.memberId), isNull(memberRoles.revokedAt)),
      ),
  );
  await makeDeal(owner);
  await makeDeal(owner);
  await makeDeal(owner, { ownerId: maren.memberId });
  await makeCompany(owner);
  return { tenant, owner, roleId, maren };
}

it("tells who would gain and lose what in real records, and saves nothing", async () => {
  const { tenant, owner, roleId, maren } = await cast();
  const state = async () => [
    await withTenant(tenant, "read only", (tx) => tx.$count(auditLogs, within(tenant, auditLogs))),
    await withTenant(tenant, "read only", (tx) =>
      tx.$count(rolePermissions, within(tenant, rolePermissions)),
    ),
    await controlDb().$count(permissionChanges, eq(permissionChanges.tenantId, tenant.tenantId)),
    await controlDb()
      .select({ version: memberships.permissionVersion })
      .from(memberships)
      .where(eq(memberships.memberId, maren.memberId)),
  ];
  const before = await state();
  const rules = [
    { permission: "deal:read" },
    { permission: "company:read" },
    { permission: "export:create" },
  ];
  expect(await rehearse(owner, { roleId, rules })).toEqual({
    members: [
      {
        id: maren.memberId,
        name: "Maren Holt",
        gains: [
          { permission: "export:create", field: null, count: null },
          { permission: "company:read", field: null, count: 1 },
          { permission: "deal:read", field: null, count: 2 },
        ],
        losses: [{ permission: "product:read", field: null, count: 0 }],
      },
    ],
    more: 0,
  });
  expect(await state()).toEqual(before);
  expect((await contextOf(maren.headers)).can("company:read")).toBe(false);
});

it("tells of fields, and of nothing when nothing changes", async () => {
  const { owner, roleId } = await cast();
  const own = { permission: "deal:read", scope: "own" as const };
  const products = { permission: "product:read" };
  expect(await rehearse(owner, { roleId, rules: [own, products] })).toEqual({ members: [], more: 0 });
  const fewer = await rehearse(owner, {
    roleId,
    rules: [{ ...own, fields: ["stageId", "valueMinor"] }, products],
  });
  const [{ gains, losses } = { gains: [], losses: [] }] = fewer.members;
  expect(gains).toEqual([]);
  expect(losses).toContainEqual({ permission: "deal:read", field: "probability", count: 1 });
  expect(losses.map(({ field }) => field)).not.toContain("valueMinor");
});

it("of a suspension tells all that is lost", async () => {
  const { owner, maren } = await cast();
  const { members: changed } = await rehearseSuspension(owner, { memberId: maren.memberId });
  expect(changed).toMatchObject([{ id: maren.memberId, gains: [], losses: { length: 2 } }]);
  expect(await contextOf(maren.headers)).toMatchObject({ tenantId: owner.tenantId });
});

it("counts only records that whoever looks may see", async () => {
  const { tenant, roleId, owner } = await cast();
  const keeper = await memberWith(tenant, ["role:update", { permission: "deal:read", scope: "own" }]);
  await makeDeal(owner, { ownerId: keeper.memberId });
  const { members: changed } = await rehearse(keeper.ctx, { roleId, rules: [{ permission: "deal:read" }] });
  expect(changed[0]?.gains).toEqual([{ permission: "deal:read", field: null, count: 1 }]);
});

it("is refused as the change itself is, and puts no attempt on record", async () => {
  const { tenant, owner, roleId, maren } = await cast();
  await expect(rehearse(owner, { roleId, rules: [], refuse: true })).rejects.toMatchObject({
    code: "conflict",
  });
  await expect(rehearse(maren.ctx, { roleId, rules: [] })).rejects.toMatchObject({ code: "forbidden" });
  const refused = await withTenant(tenant, "read only", (tx) =>
    tx.$count(auditLogs, within(tenant, auditLogs, sql`not ${auditLogs.success}`)),
  );
  expect(refused).toBe(0);
});
