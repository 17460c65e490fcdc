import { and, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { controlDb } from "@/db/control";
import {
  giveRole as giveFor,
  makeActivity,
  makeCompany,
  makeContact,
  makeDeal,
  memberWith,
  type Signed,
  signedIn,
  signIn,
  systemRoleId,
} from "@/db/factories";
import { memberships } from "@/db/schema/control";
import { auditLogs, deals, memberRoles, members, roles } from "@/db/schema/tenant";
import { withTenant } from "@/db/tenant";
import { within } from "@/db/within";
import type { Context } from "@/lib/kernel";
import { contextOf } from "@/lib/kernel/context";
import { insertMember } from "@/lib/tenancy/members";
import { getMember } from "./get";
import { addOverride, removeOverride } from "./overrides";
import { listPresence } from "./presence";
import { countRecords, removeMember } from "./remove";
import { giveRole, revokeRole } from "./roles";
import { reactivateMember, suspendMember } from "./status";
import { transferOwnership } from "./transfer";

/** The row by which a member has a role. */
const assignmentOf = async (ctx: Context, memberId: string): Promise<string> =>
  (await getMember(ctx, { id: memberId })).roles[0]?.id ?? "";

/** What was refused in a workspace, as its audit log has it. */
const refusals = (ctx: Context) =>
  withTenant(ctx, "read only", (tx) =>
    tx
      .select({ by: auditLogs.actorMemberId, error: auditLogs.error })
      .from(auditLogs)
      .where(within(ctx, auditLogs, eq(auditLogs.success, false)))
      .orderBy(auditLogs.seq),
  );

const entries = (ctx: Context, action: string) =>
  withTenant(ctx, "read only", (tx) =>
    tx
      .select({ resourceId: auditLogs.resourceId, changes: auditLogs.changes })
      .from(auditLogs)
      .where(within(ctx, auditLogs, eq(auditLogs.action, action))),
  );

const again = ({ headers }: Signed) => contextOf(headers);

/** An owner and an admin of one workspace. */
async function two() {
  const owner = await signedIn();
  return { owner, admin: await signIn(owner.tenant, "admin") };
}

/** Refused in words, written down as an attempt that failed, and nothing changed. */
async function isRefused(owner: Signed, by: Signed, attempt: Promise<unknown>, sentence: string) {
  await expect(attempt).rejects.toThrow(sentence);
  expect(await refusals(owner.ctx)).toContainEqual({
    by: by.memberId,
    error: expect.stringContaining(sentence),
  });
}

const exception = (memberId: string) => ({
  memberId,
  permission: "deal:delete" as const,
  effect: "allow" as const,
  reason: "Cleans up after the import",
});

describe("roles of a member", () => {
  it("hold from the next request on, and end with their day", async () => {
    const owner = await signedIn();
    const viewer = await signIn(owner.tenant, "viewer");
    expect(viewer.ctx.can("deal:create")).toBe(false);
    const input = { memberId: viewer.memberId, roleId: await systemRoleId(owner.ctx, "sales_rep") };
    const { id } = await giveRole(owner.ctx, { ...input, until: "2090-03-12" });
    expect((await again(viewer)).can("deal:create")).toBe(true);
    const { roles: held } = await getMember(owner.ctx, { id: viewer.memberId });
    expect(held).toContainEqual(
      expect.objectContaining({
        id,
        slug: "sales_rep",
        by: "Darcel Schlecht",
        // The end of that day in New York.
        expiresAt: new Date("2090-03-13T03:59:59.999Z"),
      }),
    );
    await expect(giveRole(owner.ctx, { ...input, until: "2020-03-12" })).rejects.toMatchObject({
      fields: { until: ["This day is over. Choose today or a later one."] },
    });
    await expect(giveRole(owner.ctx, { ...input, until: "9999-12-31" })).rejects.toMatchObject({
      fields: { until: ["Write a year from 1900 to 2199."] },
    });
    // Given anew, on other terms: one assignment is left.
    const { id: anew } = await giveRole(owner.ctx, input);
    const after = await getMember(owner.ctx, { id: viewer.memberId });
    expect(after.roles.find(({ slug }) => slug === "sales_rep")).toMatchObject({ id: anew, expiresAt: null });
    await revokeRole(owner.ctx, { id: anew });
    expect((await again(viewer)).can("deal:create")).toBe(false);
    await expect(revokeRole(owner.ctx, { id: anew })).rejects.toMatchObject({ code: "not_found" });
    expect(await entries(owner.ctx, "member.role_revoked")).toHaveLength(1);
  });

  it("are given by who has what they give, to somebody else, and to who may do less", async () => {
    const { owner, admin } = await two();
    const rep = await signIn(owner.tenant, "sales_rep");
    const owning = await systemRoleId(owner.ctx, "owner");
    const give = (by: Signed, memberId: string, role: string) => giveRole(by.ctx, { memberId, roleId: role });
    await isRefused(owner, admin, give(admin, rep.memberId, owning), "You cannot give what you do not have");
    await isRefused(owner, admin, give(admin, admin.memberId, owning), "Nobody changes their own access");
    const viewing = await systemRoleId(owner.ctx, "viewer");
    await isRefused(
      owner,
      admin,
      give(admin, owner.memberId, viewing),
      "This person may do what you may not",
    );
    const held = await assignmentOf(owner.ctx, owner.memberId);
    await isRefused(owner, admin, revokeRole(admin.ctx, { id: held }), "This person may do what you may not");
    await isRefused(owner, rep, give(rep, rep.memberId, viewing), "role:assign");
    expect((await getMember(owner.ctx, { id: rep.memberId })).roles.map(({ slug }) => slug)).toEqual([
      "sales_rep",
    ]);
  });

  it("are this workspace's own: those of another are not there, whoever is named", async () => {
    const { ctx } = await signedIn();
    const mine = await signedIn();
    const rep = await signIn(mine.tenant, "sales_rep");
    const foreignRole = await systemRoleId(ctx, "viewer");
    const foreignMember = ctx.member?.id ?? "";
    const foreignAssignment = await assignmentOf(ctx, foreignMember);
    await isRefused(
      mine,
      mine,
      giveRole(mine.ctx, { memberId: rep.memberId, roleId: foreignRole }),
      "This role does not exist.",
    );
    const own = await systemRoleId(mine.ctx, "viewer");
    const attempts: (() => Promise<unknown>)[] = [
      () => giveRole(mine.ctx, { memberId: foreignMember, roleId: own }),
      () => revokeRole(mine.ctx, { id: foreignAssignment }),
      () => addOverride(mine.ctx, exception(foreignMember)),
      () => suspendMember(mine.ctx, { id: foreignMember }),
      () => removeMember(mine.ctx, { id: foreignMember }),
      () => transferOwnership(mine.ctx, { id: foreignMember, confirm: "Darcel Schlecht" }),
    ];
    for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject({ code: "not_found" });
    const team = giveRole(mine.ctx, { memberId: rep.memberId, roleId: own, teamId: foreignMember });
    await expect(team).rejects.toThrow("This team does not exist.");
  });
});

describe("exceptions for a member", () => {
  it("go before roles, and are taken back", async () => {
    const owner = await signedIn();
    const rep = await signIn(owner.tenant, "sales_rep");
    const deny = { ...exception(rep.memberId), permission: "deal:read" as const, effect: "deny" as const };
    const { id } = await addOverride(owner.ctx, deny);
    expect((await again(rep)).can("deal:read")).toBe(false);
    const page = await getMember(owner.ctx, { id: rep.memberId });
    expect(page.overrides).toMatchObject([{ id, effect: "deny", priority: 100, reason: deny.reason }]);
    await removeOverride(owner.ctx, { id });
    expect((await again(rep)).can("deal:read")).toBe(true);
    await expect(removeOverride(owner.ctx, { id })).rejects.toMatchObject({ code: "not_found" });
  });

  it("are for others, and of what one has oneself: nobody opens or lifts for themselves", async () => {
    const { owner, admin } = await two();
    const rep = await signIn(owner.tenant, "sales_rep");
    await isRefused(
      owner,
      admin,
      addOverride(admin.ctx, exception(admin.memberId)),
      "Nobody changes their own access",
    );
    const all = { ...exception(rep.memberId), permission: "workspace:delete" as const };
    await isRefused(owner, admin, addOverride(admin.ctx, all), "You cannot give what you do not have");
    const denied = await addOverride(owner.ctx, { ...all, effect: "deny" });
    const lift = removeOverride(admin.ctx, denied);
    await isRefused(owner, admin, lift, "You cannot give what you do not have");
    const own = await addOverride(owner.ctx, { ...exception(admin.memberId), effect: "deny" });
    await isRefused(owner, admin, removeOverride(admin.ctx, own), "Nobody changes their own access");
  });

  it("take conditions that can be read, and no others", async () => {
    const owner = await signedIn();
    const rep = await signIn(owner.tenant, "sales_rep");
    const conditions = { op: "lte", attr: "record.valueMinor", value: 100 };
    const { id } = await addOverride(owner.ctx, { ...exception(rep.memberId), conditions });
    expect((await getMember(owner.ctx, { id: rep.memberId })).overrides).toMatchObject([{ id, conditions }]);
    const wrong = { op: "like", attr: "record.title", value: "%" };
    await expect(
      addOverride(owner.ctx, { ...exception(rep.memberId), conditions: wrong }),
    ).rejects.toMatchObject({ code: "invalid", fields: { conditions: [expect.any(String)] } });
  });
});

describe("who is suspended", () => {
  it("is refused from the next request on, keeps what they have, and comes back with it", async () => {
    const owner = await signedIn();
    const rep = await signIn(owner.tenant, "sales_rep");
    await suspendMember(owner.ctx, { id: rep.memberId });
    await expect(again(rep)).rejects.toMatchObject({ code: "forbidden" });
    const [index] = await controlDb()
      .select({ status: memberships.status })
      .from(memberships)
      .where(eq(memberships.memberId, rep.memberId));
    expect(index?.status).toBe("suspended");
    await reactivateMember(owner.ctx, { id: rep.memberId });
    expect((await again(rep)).member?.roles).toEqual(["sales_rep"]);
    expect(await entries(owner.ctx, "member.suspended")).toMatchObject([{ resourceId: rep.memberId }]);
  });

  it("may be anybody but oneself, and nobody who may do more", async () => {
    const { owner, admin } = await two();
    const suspend = (by: Signed, id: string) => suspendMember(by.ctx, { id });
    await isRefused(owner, admin, suspend(admin, owner.memberId), "This person may do what you may not");
    await isRefused(owner, admin, suspend(admin, admin.memberId), "Nobody changes their own access");
  });
});

describe("who is removed", () => {
  it("hands over what they own, with a line in each record's history", async () => {
    const owner = await signedIn();
    const rep = await signIn(owner.tenant, "sales_rep");
    const heir = await signIn(owner.tenant, "sales_rep");
    const ownerId = rep.memberId;
    const company = await makeCompany(owner.ctx, { ownerId });
    await makeContact(owner.ctx, { ownerId });
    const deal = await makeDeal(owner.ctx, { ownerId, companyId: company.id });
    await makeActivity(owner.ctx, { dealId: deal.id, assigneeId: ownerId });
    await expect(removeMember(owner.ctx, { id: ownerId, recordsTo: ownerId })).rejects.toMatchObject({
      fields: { recordsTo: ["Choose somebody who is active in this workspace."] },
    });
    const { handed } = await removeMember(owner.ctx, { id: ownerId, recordsTo: heir.memberId });
    expect(handed).toEqual({ companies: 1, contacts: 1, deals: 1, activities: 1 });
    const [row] = await withTenant(owner.ctx, "read only", (tx) =>
      tx
        .select({ ownerId: deals.ownerId, version: deals.version })
        .from(deals)
        .where(within(owner.ctx, deals, eq(deals.id, deal.id))),
    );
    expect(row).toEqual({ ownerId: heir.memberId, version: 2 });
    expect(await entries(owner.ctx, "deal.updated")).toMatchObject([
      { resourceId: deal.id, changes: { before: { ownerId }, after: { ownerId: heir.memberId } } },
    ]);
    expect(await entries(owner.ctx, "member.removed")).toMatchObject([
      { resourceId: ownerId, changes: { after: { handed, recordsTo: heir.memberId } } },
    ]);
    await expect(again(rep)).rejects.toMatchObject({ code: "forbidden" });
    const page = await getMember(owner.ctx, { id: ownerId });
    expect(page).toMatchObject({ status: "removed", roles: [], overrides: [], teams: [] });
    await expect(suspendMember(owner.ctx, { id: ownerId })).rejects.toThrow("was removed");
  });

  it("hands over nothing by who may not change its owner, and counts for nobody what they may not see", async () => {
    const owner = await signedIn();
    const agent = await withTenant(owner.ctx, "read write", (tx) =>
      insertMember(tx, owner.ctx.tenantId, { name: "Ivar Dahl", email: null }),
    );
    const deal = await makeDeal(owner.ctx, { ownerId: agent });
    const remover = await memberWith(owner.tenant, [
      "member:read",
      "member:delete",
      { permission: "deal:read", scope: "own" },
      { permission: "deal:update", scope: "own" },
    ]);
    expect(await countRecords(remover.ctx, { id: agent })).toMatchObject({ deals: 0 });
    expect(await countRecords(owner.ctx, { id: agent })).toMatchObject({ deals: 1 });
    const grab = removeMember(remover.ctx, { id: agent, recordsTo: remover.memberId });
    await isRefused(owner, remover, grab, "You may not give all of this person's deals to somebody else");
    expect(remover.ctx.can("deal:read", { ...deal, ownerId: agent })).toBe(false);
    await removeMember(remover.ctx, { id: agent });
  });

  it("is never the last owner, not even when two remove each other at once", async () => {
    const first = await signedIn();
    const admin = await signIn(first.tenant, "admin");
    await isRefused(
      first,
      admin,
      removeMember(admin.ctx, { id: first.memberId }),
      "This person may do what you may not",
    );
    const second = await signIn(first.tenant, "owner");
    const outcomes = await Promise.allSettled([
      removeMember(first.ctx, { id: second.memberId }),
      removeMember(second.ctx, { id: first.memberId }),
    ]);
    const failed = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason] : []));
    expect(failed).toMatchObject([{ code: "conflict" }]);
    expect(await ownersOf(first.ctx)).toBe(1);
    expect(await refusals(admin.ctx)).toContainEqual(
      expect.objectContaining({ error: expect.stringContaining("keeps at least one owner") }),
    );
  });

  it.each(["suspend", "revoke", "expire"] as const)(
    "leaves an owner, also when two %s each other at once",
    async (how) => {
      const first = await signedIn();
      const second = await signIn(first.tenant, "owner");
      const owning = await systemRoleId(first.ctx, "owner");
      const held = {
        [first.memberId]: await assignmentOf(first.ctx, first.memberId),
        [second.memberId]: await assignmentOf(first.ctx, second.memberId),
      };
      const act = (by: Signed, id: string): Promise<unknown> => {
        if (how === "suspend") return suspendMember(by.ctx, { id });
        if (how === "revoke") return revokeRole(by.ctx, { id: held[id] ?? "" });
        return giveRole(by.ctx, { memberId: id, roleId: owning, until: "2090-01-01" });
      };
      const outcomes = await Promise.allSettled([act(first, second.memberId), act(second, first.memberId)]);
      expect(outcomes.filter(({ status }) => status === "rejected")).toMatchObject([
        { reason: { code: "conflict", message: expect.stringContaining("keeps at least one owner") } },
      ]);
    },
  );
});

/** Active members who hold the role of owner. */
const ownersOf = (ctx: Context): Promise<number> =>
  withTenant(ctx, "read only", async (tx) => {
    const rows = await tx
      .select({ id: members.id })
      .from(members)
      .innerJoin(memberRoles, within(ctx, memberRoles, eq(memberRoles.memberId, members.id)))
      .innerJoin(roles, within(ctx, roles, eq(roles.id, memberRoles.roleId)))
      .where(within(ctx, members, and(eq(members.status, "active"), eq(roles.slug, "owner"))));
    return rows.length;
  });

describe("handing over a workspace", () => {
  it("makes the other one an owner and oneself an admin", async () => {
    const { owner, admin } = await two();
    const name = "Darcel Schlecht";
    const hand = (confirm: string) => transferOwnership(owner.ctx, { id: admin.memberId, confirm });
    await isRefused(owner, owner, hand("Somebody else"), `Type the name exactly as it is: ${name}`);
    await isRefused(
      owner,
      admin,
      transferOwnership(admin.ctx, { id: owner.memberId, confirm: name }),
      "Only an owner can hand over the workspace.",
    );
    await hand(name);
    expect((await again(owner)).member?.roles).toEqual(["admin"]);
    expect((await again(admin)).member?.roles.toSorted()).toEqual(["admin", "owner"]);
    const outsider = await signIn(owner.tenant, "viewer");
    await suspendMember(await again(admin), { id: outsider.memberId });
    await expect(
      transferOwnership(await again(admin), { id: outsider.memberId, confirm: name }),
    ).rejects.toThrow("cannot sign in to this workspace");
  });

  it("is for who owns it for good: until a day nobody gives more than that, nor keeps it", async () => {
    const owner = await signedIn();
    const until = await signIn(owner.tenant, "viewer");
    await giveFor(owner.ctx, until.memberId, await systemRoleId(owner.ctx, "owner"), {
      expiresAt: new Date(Date.now() + 3_600_000),
    });
    const deputy = { ...until, ctx: await again(until) };
    const heir = await signIn(owner.tenant, "viewer");
    const handing = { id: heir.memberId, confirm: heir.user.name };
    await isRefused(
      owner,
      deputy,
      transferOwnership(deputy.ctx, handing),
      "You cannot give what you do not have",
    );
    expect(await ownersOf(owner.ctx)).toBe(2);
  });
});

describe("what a person's page tells", () => {
  it("has exceptions, with their reasons, for who decides about access, and for the person", async () => {
    const { owner, admin } = await two();
    const rep = await signIn(owner.tenant, "sales_rep");
    const viewer = await signIn(owner.tenant, "viewer");
    await addOverride(owner.ctx, { ...exception(rep.memberId), effect: "deny", reason: "Under inquiry" });
    const told = async ({ ctx }: Signed) => (await getMember(ctx, { id: rep.memberId })).overrides;
    for (const one of [owner, admin, rep])
      expect(await told(one)).toMatchObject([{ reason: "Under inquiry" }]);
    expect(await told(viewer)).toBeNull();
  });
});

describe("presence", () => {
  it("tells of this workspace's people alone", async () => {
    const owner = await signedIn();
    const other = await signedIn();
    const ids = [owner.memberId, other.memberId];
    expect(await listPresence(owner.ctx, { ids })).toMatchObject([
      { id: owner.memberId, hasSecondFactor: false },
    ]);
  });
});
