import { and, eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import {
  giveRole,
  makeDeal,
  makeRole,
  override,
  type Signed,
  share,
  signedIn,
  signIn,
  systemRoleId,
} from "@/db/factories";
import { auditLogs, teamRoles } from "@/db/schema/tenant";
import { withTenant } from "@/db/tenant";
import { within } from "@/db/within";
import type { Context } from "@/lib/kernel";
import { contextOf } from "@/lib/kernel/context";
import type { Permission } from "@/lib/rbac/permissions";
import { createTeam, deleteTeam, moveTeam } from "./commands";
import { addTeamPerson, removeTeamPerson, setTeamLead } from "./people";
import { getTeam, listTeams, teamRoleChoices } from "./queries";
import { giveTeamRole, takeTeamRole } from "./roles";

/** What they may do at their next request. */
const now = ({ headers }: Signed): Promise<Context> => contextOf(headers);

let owner: Context;
let tenant: Awaited<ReturnType<typeof signedIn>>["tenant"];
beforeAll(async () => {
  ({ ctx: owner, tenant } = await signedIn("owner"));
});

const team = async (name: string, parentId: string | null = null) =>
  (await createTeam(owner, { name, parentId })).id;
const join = (teamId: string, { memberId }: Signed, by = owner) => addTeamPerson(by, { teamId, memberId });

/** Somebody who may see all, and change teams; no more. */
async function teamKeeper(): Promise<Signed> {
  const keeper = await signIn(tenant, "viewer");
  const roleId = await makeRole(owner, { rules: ["team:update"] });
  await giveRole(owner, keeper.memberId, roleId);
  return { ...keeper, ctx: await now(keeper) };
}

const refusals = (ctx: Context, attempt: string) =>
  withTenant(ctx, "read only", (tx) =>
    tx
      .select({ error: auditLogs.error })
      .from(auditLogs)
      .where(
        within(
          ctx,
          auditLogs,
          and(eq(auditLogs.success, false), sql`${auditLogs.changes} -> 'after' ->> 'attempt' = ${attempt}`),
        ),
      ),
  );

describe("what a team gives", () => {
  it("is everybody's in it and in the teams below, from their next request on, until it is taken", async () => {
    const [north, inner] = [await team("North"), await team("Fjords")];
    await moveTeam(owner, { id: inner, parentId: north, position: 0 });
    const viewer = await signIn(tenant, "viewer");
    await join(inner, viewer);
    expect((await now(viewer)).can("deal:update")).toBe(false);
    const roleId = await systemRoleId(owner, "sales_rep");
    await giveTeamRole(owner, { teamId: north, roleId });
    expect((await now(viewer)).can("deal:update")).toBe(true);
    expect((await getTeam(owner, { id: inner })).inherited).toMatchObject([
      { name: "Sales rep", team: "North" },
    ]);
    expect((await listTeams(owner, {})).find(({ id }) => id === inner)).toMatchObject({
      people: 1,
      roles: [],
    });
    // Who is in a team counts for those above it, too.
    expect((await listTeams(owner, {})).find(({ id }) => id === north)).toMatchObject({ people: 1 });
    await takeTeamRole(owner, { teamId: north, roleId });
    expect((await now(viewer)).can("deal:update")).toBe(false);
  });

  it("ends with its day by the database's clock, and can be given anew", async () => {
    const id = await team("Season");
    const viewer = await signIn(tenant, "viewer");
    await join(id, viewer);
    const roleId = await systemRoleId(owner, "sales_rep");
    await expect(giveTeamRole(owner, { teamId: id, roleId, until: "2020-01-31" })).rejects.toMatchObject({
      fields: { until: [/Choose today or a later one/] },
    });
    await giveTeamRole(owner, { teamId: id, roleId, until: "2199-12-31" });
    expect((await now(viewer)).can("deal:update")).toBe(true);
    await withTenant(owner, "read write", (tx) =>
      tx
        .update(teamRoles)
        .set({ expiresAt: sql`now() - interval '1 second'` as never })
        .where(within(owner, teamRoles, eq(teamRoles.teamId, id))),
    );
    await giveTeamRole(owner, { teamId: await team("Other"), roleId });
    expect((await now(viewer)).can("deal:update")).toBe(false);
    expect((await getTeam(owner, { id })).roles).toEqual([]);
    await giveTeamRole(owner, { teamId: id, roleId });
    expect((await now(viewer)).can("deal:update")).toBe(true);
  });

  it("is never ownership, nor a role of another workspace", async () => {
    const id = await team("Board");
    const names = (await teamRoleChoices(owner, {})).map(({ name }) => name);
    expect(names).toContain("Admin");
    expect(names).not.toContain("Owner");
    const ownerRole = await systemRoleId(owner, "owner");
    await expect(giveTeamRole(owner, { teamId: id, roleId: ownerRole })).rejects.toMatchObject({
      fields: { roleId: ["A team cannot own a workspace. Make a person its owner."] },
    });
    const stranger = (await signedIn("owner")).ctx;
    const foreign = await systemRoleId(stranger, "viewer");
    await expect(giveTeamRole(owner, { teamId: id, roleId: foreign })).rejects.toMatchObject({
      fields: { roleId: ["This role does not exist."] },
    });
    await expect(giveTeamRole(stranger, { teamId: id, roleId: foreign })).rejects.toMatchObject({
      code: "not_found",
    });
    const { memberId } = await signedIn("viewer");
    await expect(addTeamPerson(owner, { teamId: id, memberId })).rejects.toMatchObject({
      fields: { memberId: ["This person is not in the workspace."] },
    });
  });

  it("is lost by the people of a deleted team, with what hung on it; the teams inside keep what is above", async () => {
    const top = await team("Upper");
    const middle = await team("Middle", top);
    const inner = await team("Inner", middle);
    const [inMiddle, inInner, deputy] = [
      await signIn(tenant, "viewer"),
      await signIn(tenant, "viewer"),
      await signIn(tenant, "viewer"),
    ];
    await join(middle, inMiddle);
    await join(inner, inInner);
    const rep = await systemRoleId(owner, "sales_rep");
    const logging = await makeRole(owner, { rules: ["product:create"] });
    await giveTeamRole(owner, { teamId: middle, roleId: rep });
    await giveTeamRole(owner, { teamId: top, roleId: logging });
    await giveRole(owner, deputy.memberId, rep, { teamId: middle });
    await share(owner, {
      teamId: middle,
      resourceType: "deal",
      resourceId: (await makeDeal(owner)).id,
      actions: ["delete"],
    });
    expect((await now(inInner)).can("deal:update")).toBe(true);
    expect((await now(deputy)).can("deal:update")).toBe(true);
    expect((await now(inMiddle)).can("deal:delete")).toBe(true);
    await deleteTeam(owner, { id: middle });
    const [was, still] = [await now(inMiddle), await now(inInner)];
    expect(
      ["deal:update", "deal:delete", "product:create"].map((name) => was.can(name as Permission)),
    ).toEqual([false, false, false]);
    expect([still.can("deal:update"), still.can("product:create")]).toEqual([false, true]);
    expect((await now(deputy)).can("deal:update")).toBe(false);
  });
});

describe("nobody gives by teams what they do not have", () => {
  it("not by giving a team a role", async () => {
    const keeper = await teamKeeper();
    const id = await team("Given");
    await join(id, await signIn(tenant, "viewer"));
    const manager = await systemRoleId(owner, "manager");
    await expect(giveTeamRole(keeper.ctx, { teamId: id, roleId: manager })).rejects.toMatchObject({
      code: "forbidden",
      message: expect.stringMatching(/^You cannot give what you do not have: /),
    });
    await giveTeamRole(keeper.ctx, { teamId: id, roleId: await systemRoleId(owner, "viewer") });
    expect((await refusals(owner, "team.give_role")).length).toBeGreaterThan(0);
  });

  it("not even to a team that nobody is in yet", async () => {
    const keeper = await teamKeeper();
    const id = await team("Empty");
    const manager = await systemRoleId(owner, "manager");
    await expect(giveTeamRole(keeper.ctx, { teamId: id, roleId: manager })).rejects.toMatchObject({
      code: "forbidden",
    });
  });

  it("not by adding somebody, themselves included, nor by moving a team under another", async () => {
    const keeper = await teamKeeper();
    const [strong, weak] = [await team("Strong"), await team("Weak")];
    const below = await team("Below strong", strong);
    await giveTeamRole(owner, { teamId: strong, roleId: await systemRoleId(owner, "manager") });
    const viewer = await signIn(tenant, "viewer");
    const forbidden = { code: "forbidden" };
    await expect(join(strong, keeper, keeper.ctx)).rejects.toMatchObject(forbidden);
    await expect(join(below, viewer, keeper.ctx)).rejects.toMatchObject(forbidden);
    await join(weak, viewer, keeper.ctx);
    await expect(moveTeam(keeper.ctx, { id: weak, parentId: strong, position: 0 })).rejects.toMatchObject(
      forbidden,
    );
    expect((await now(viewer)).can("deal:update")).toBe(false);
    // An owner may: they have all of it.
    await moveTeam(owner, { id: weak, parentId: strong, position: 0 });
    expect((await now(viewer)).can("deal:update")).toBe(true);
    expect(await refusals(owner, "team.move")).toHaveLength(1);
  });

  it("not the records of others, to those who see their team's", async () => {
    const keeper = await teamKeeper();
    const id = await team("Sharers");
    const seller = await signIn(tenant, "viewer");
    const roleId = await makeRole(owner, { rules: [{ permission: "deal:delete", scope: "team" }] });
    await giveTeamRole(owner, { teamId: id, roleId });
    await giveRole(owner, seller.memberId, roleId);
    const other = await team("No roles");
    await join(other, seller);
    // The team gives nothing by itself, but its seller would reach one more person's deals.
    await expect(join(other, await signIn(tenant, "viewer"), keeper.ctx)).rejects.toMatchObject({
      code: "forbidden",
    });
    await join(other, await signIn(tenant, "viewer"));
  });

  it("not by ending a denial", async () => {
    const keeper = await teamKeeper();
    const id = await team("Denied");
    const rep = await signIn(tenant, "sales_rep");
    await join(id, rep);
    const roleId = await makeRole(owner, { rules: [{ permission: "deal:update", effect: "deny" }] });
    await giveTeamRole(owner, { teamId: id, roleId });
    expect((await now(rep)).can("deal:update")).toBe(false);
    const forbidden = { code: "forbidden" };
    await expect(takeTeamRole(keeper.ctx, { teamId: id, roleId })).rejects.toMatchObject(forbidden);
    const { memberId } = rep;
    await expect(removeTeamPerson(keeper.ctx, { teamId: id, memberId })).rejects.toMatchObject(forbidden);
    await takeTeamRole(owner, { teamId: id, roleId });
    expect((await now(rep)).can("deal:update")).toBe(true);
  });

  it("nor beyond an exception that closes it to them", async () => {
    const admin = await signIn(tenant, "admin");
    const id = await team("Deleters");
    const roleId = await makeRole(owner, { rules: ["deal:delete"] });
    await override(owner, { memberId: admin.memberId, permission: "deal:delete" });
    await expect(giveTeamRole(await now(admin), { teamId: id, roleId })).rejects.toMatchObject({
      code: "forbidden",
      message: expect.stringContaining("deal:delete"),
    });
  });
});

describe("the people of a team", () => {
  it("are added once, lead or not, and are taken out", async () => {
    const id = await team("People");
    const rep = await signIn(tenant, "sales_rep");
    const { memberId } = rep;
    await join(id, rep);
    await expect(join(id, rep)).rejects.toMatchObject({
      code: "conflict",
      fields: { memberId: [`${rep.user.name} is in People already.`] },
    });
    await setTeamLead(owner, { teamId: id, memberId, role: "lead" });
    expect((await getTeam(owner, { id })).people).toMatchObject([{ memberId, role: "lead" }]);
    expect(await removeTeamPerson(owner, { teamId: id, memberId })).toEqual({
      teamId: id,
      memberId,
      role: "lead",
    });
    await expect(removeTeamPerson(owner, { teamId: id, memberId })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(setTeamLead(owner, { teamId: id, memberId })).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("what a team closes", () => {
  it("is closed to an owner by nobody but an owner: through its role, its place, or being put into it", async () => {
    const admin = await signIn(tenant, "admin");
    const boss = await signIn(tenant, "owner");
    const deny = await makeRole(owner, { rules: [{ permission: "role:assign", effect: "deny" }] });
    const [quiet, inner] = [await team("Quiet"), await team("Inner circle")];
    await join(inner, boss);
    await giveTeamRole(admin.ctx, { teamId: quiet, roleId: deny });
    const attempts = [
      () => giveTeamRole(admin.ctx, { teamId: inner, roleId: deny }),
      () => moveTeam(admin.ctx, { id: inner, parentId: quiet, position: 0 }),
      () => join(quiet, boss, admin.ctx),
    ];
    for (const attempt of attempts) await expect(attempt()).rejects.toThrow(/only an owner may do that/);
    expect((await now(boss)).can("role:assign")).toBe(true);
    await join(quiet, boss);
    expect((await now(boss)).can("role:assign")).toBe(false);
  });
});
