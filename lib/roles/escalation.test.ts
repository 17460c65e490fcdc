import { describe, expect, it } from "vitest";
import { makeDeal, makeTeam, memberWith, share, signedIn, signIn } from "@/db/factories";
import { contextOf } from "@/lib/kernel/context";
import { Forbidden, Invalid, NotFound } from "@/lib/kernel/errors";
import { copyRole, deleteRole, updateRole } from "./commands";
import { getRole, listRoles } from "./queries";
import { give, made, refusals, roleInput, rule } from "./roles.fixture";
import { MOST_LEVELS } from "./schema";

const change = (id: string, given: Parameters<typeof roleInput>[0] = {}, version = 1) => ({
  ...roleInput(given),
  id,
  version,
});

/** An owner, and somebody who manages roles and lacks the rest. */
async function cast() {
  const owner = await signedIn("owner");
  const keeper = await signIn(owner.tenant, "viewer");
  const manages = ["role:create", "role:update", "role:delete"] as const;
  const keeping = await made(owner.ctx, {
    name: "Keeper of roles",
    rules: manages.map((permission) => rule({ permission })),
  });
  return { owner, keeping, keeper: { ...keeper, ctx: await give(keeper, keeping) } };
}

describe("writing a role gives nobody what they lack", () => {
  it("refuses a new rule, a copy, a parent, and the end of a denial, and puts each attempt on record", async () => {
    const { owner, keeper } = await cast();
    const mayDelete = rule({ permission: "deal:delete" });
    const closed = await made(owner.ctx, {
      name: "No deleting",
      rules: [rule({ permission: "deal:delete", effect: "deny" })],
    });
    const wide = await made(owner.ctx, { name: "Wide", rules: [mayDelete] });
    const empty = await made(owner.ctx, { name: "Empty" });
    const admin = (await listRoles(owner.ctx, {})).find((role) => role.slug === "admin");
    const attempts = [
      () => made(keeper.ctx, { rules: [mayDelete] }),
      () => made(keeper.ctx, { parentRoleId: wide }),
      () => copyRole(keeper.ctx, { id: admin?.id ?? "" }),
      () => updateRole(keeper.ctx, change(empty, { name: "Empty", rules: [mayDelete] })),
      () => updateRole(keeper.ctx, change(empty, { name: "Empty", parentRoleId: wide })),
      () => updateRole(keeper.ctx, change(closed, { name: "No deleting", rules: [] })),
    ];
    for (const attempt of attempts) {
      const refused = await attempt().catch((error) => error);
      expect(refused).toBeInstanceOf(Forbidden);
      expect(refused.message).toMatch(/cannot give what you do not have/);
    }
    expect(await refusals(owner.ctx)).toHaveLength(attempts.length);
    expect((await getRole(owner.ctx, { id: empty })).rules).toEqual([]);
    // What they have themselves, they may put into a role; and what takes away is not given.
    await made(keeper.ctx, { name: "Reader", rules: [rule({ permission: "deal:read", scope: "own" })] });
    await updateRole(keeper.ctx, change(wide, { name: "Wide", rules: [] }));
  });

  it("refuses a parent that brings what is shared with it, and one that ends what is denied through it", async () => {
    const { owner } = await cast();
    const writer = await memberWith(owner.tenant, ["role:update", { permission: "deal:read", scope: "own" }]);
    const [above, below, closed] = await Promise.all([
      made(owner.ctx, { name: "Above" }),
      made(owner.ctx, { name: "Below" }),
      made(owner.ctx, { name: "Closed" }),
    ]);
    const { id: resourceId } = await makeDeal(owner.ctx, { ownerId: owner.memberId });
    const deal = { resourceType: "deal" as const, resourceId };
    await share(owner.ctx, { ...deal, roleId: above });
    await share(owner.ctx, { ...deal, roleId: closed, effect: "deny" });
    const heir = await made(owner.ctx, { name: "Heir", parentRoleId: closed });
    const lacks = /cannot give what you do not have/;
    await expect(
      updateRole(writer.ctx, change(below, { name: "Below", parentRoleId: above })),
    ).rejects.toThrow(lacks);
    await expect(updateRole(writer.ctx, change(heir, { name: "Heir" }))).rejects.toThrow(lacks);
    expect((await getRole(owner.ctx, { id: below })).above).toEqual([]);
    await updateRole(owner.ctx, change(below, { name: "Below", parentRoleId: above }));
  });

  it("refuses a parent by which a condition opens what it did not", async () => {
    const { owner, keeper } = await cast();
    const club = await made(owner.ctx, { name: "Club" });
    const below = await made(owner.ctx, { name: "Below" });
    const condition = { op: "in", attr: "member.roleIds", value: [club] };
    const forClub = rule({ permission: "deal:delete", condition });
    const cleaner = await made(owner.ctx, { name: "Cleaner", rules: [forClub] });
    const holder = await signIn(owner.tenant, "viewer");
    await give(holder, cleaner);
    await give(holder, below);
    const parent = change(below, { name: "Below", parentRoleId: club });
    await expect(updateRole(keeper.ctx, parent)).rejects.toThrow(/cannot give what you do not have/);
    expect((await contextOf(holder.headers)).can("deal:delete")).toBe(false);
    await updateRole(owner.ctx, parent);
    expect((await contextOf(holder.headers)).can("deal:delete")).toBe(true);
  });

  it("refuses to change the role that one stands on: held, inherited, or by a team", async () => {
    const { owner, keeper, keeping } = await cast();
    const above = await made(owner.ctx, { name: "Above" });
    const below = await made(owner.ctx, { name: "Below", parentRoleId: above });
    const byTeam = await made(owner.ctx, { name: "By team" });
    await makeTeam(owner.ctx, { name: "Nordics", memberIds: [keeper.memberId], roleIds: [byTeam] });
    const ctx = await give(keeper, below);
    for (const [id, name] of [
      [keeping, "Keeper of roles"],
      [below, "Below"],
      [above, "Above"],
      [byTeam, "By team"],
    ] as const) {
      const rules = [rule({ permission: "deal:read" })];
      await expect(updateRole(ctx, change(id, { name, rules }))).rejects.toThrow(
        /You have this role yourself/,
      );
    }
    expect((await refusals(owner.ctx)).map(({ error }) => error)).toHaveLength(4);
  });

  it("lets nobody but an owner close anything to an owner, through a role that the owner has", async () => {
    const { owner, keeper } = await cast();
    const shared = await made(owner.ctx, { name: "Everybody" });
    const heir = await made(owner.ctx, { name: "Heir", parentRoleId: shared });
    await makeTeam(owner.ctx, { name: "All hands", memberIds: [owner.memberId], roleIds: [heir] });
    const closing = [rule({ permission: "role:update", effect: "deny" })];
    await expect(
      updateRole(keeper.ctx, change(shared, { name: "Everybody", rules: closing })),
    ).rejects.toThrow(/owns this workspace and has this role/);
    expect((await contextOf(owner.headers)).can("role:update")).toBe(true);
    // What is allowed, or taken back, is no denial.
    const open = [rule({ permission: "deal:read" })];
    await updateRole(keeper.ctx, change(shared, { name: "Everybody", rules: open }));
  });

  it("leaves system roles as they are", async () => {
    const { ctx } = await signedIn("owner");
    const viewer = (await listRoles(ctx, {})).find((role) => role.slug === "viewer");
    const id = viewer?.id ?? "";
    await expect(updateRole(ctx, change(id, { name: "Seer" }))).rejects.toThrow(
      /Copy it, and change the copy/,
    );
    await expect(deleteRole(ctx, { id })).rejects.toThrow(Forbidden);
    expect((await refusals(ctx))[0]?.error).toMatch(/Viewer is a system role/);
  });

  it("does not know another tenant's role, as one to change, to copy, or to inherit from", async () => {
    const { ctx } = await signedIn("owner");
    const foreign = await made((await signedIn("owner")).ctx);
    const nobodys = "00000000-0000-7000-8000-000000000000";
    const own = await made(ctx, { name: "Own" });
    const attempts = (id: string) => [
      () => getRole(ctx, { id }),
      () => updateRole(ctx, change(id)),
      () => copyRole(ctx, { id }),
      () => deleteRole(ctx, { id }),
      () => made(ctx, { name: "Heir", parentRoleId: id }),
      () => updateRole(ctx, change(own, { name: "Own", parentRoleId: id })),
    ];
    const said = [];
    for (const id of [foreign, nobodys]) {
      const errors = await Promise.all(attempts(id).map((attempt) => attempt().catch((error) => error)));
      for (const error of errors) expect(error).toBeInstanceOf(NotFound);
      said.push(errors.map((error) => error.message));
    }
    expect(said[0]).toEqual(said[1]);
  });

  it("refuses somebody whose role does not allow it", async () => {
    const owner = await signedIn("owner");
    const id = await made(owner.ctx);
    const rep = await signIn(owner.tenant, "sales_rep");
    await expect(updateRole(rep.ctx, change(id))).rejects.toThrow(Forbidden);
    await expect(made(rep.ctx, { name: "Mine" })).rejects.toThrow(Forbidden);
    expect((await contextOf(rep.headers)).can("role:update")).toBe(false);
  });
});

describe("roles that inherit from each other", () => {
  it("close no circle: not alone, and not two at once", async () => {
    const { ctx } = await signedIn("owner");
    const a = await made(ctx, { name: "A" });
    const b = await made(ctx, { name: "B", parentRoleId: a });
    const c = await made(ctx, { name: "C", parentRoleId: b });
    const refused = await updateRole(ctx, change(a, { name: "A", parentRoleId: c })).catch((error) => error);
    expect(refused).toBeInstanceOf(Invalid);
    expect(refused.fields.parentRoleId).toEqual(["C inherits from A already, so A cannot inherit from it."]);
    await expect(updateRole(ctx, change(a, { name: "A", parentRoleId: a }))).rejects.toThrow(/from itself/);
    expect(await refusals(ctx)).toHaveLength(2);

    const x = await made(ctx, { name: "X" });
    const y = await made(ctx, { name: "Y" });
    const outcomes = await Promise.allSettled([
      updateRole(ctx, change(x, { name: "X", parentRoleId: y })),
      updateRole(ctx, change(y, { name: "Y", parentRoleId: x })),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  it("take a new parent with all that inherit from them, and inherit nothing of the old one", async () => {
    const { ctx } = await signedIn("owner");
    const old = await made(ctx, { name: "Old", rules: [rule({ permission: "deal:read" })] });
    const fresh = await made(ctx, { name: "Fresh", rules: [rule({ permission: "contact:read" })] });
    const middle = await made(ctx, { name: "Middle", parentRoleId: old });
    const lowest = await made(ctx, { name: "Lowest", parentRoleId: middle });
    await updateRole(ctx, change(middle, { name: "Middle", parentRoleId: fresh }));
    const line = (await getRole(ctx, { id: lowest })).above.map((role) => role.name);
    expect(line).toEqual(["Middle", "Fresh"]);
    await updateRole(ctx, change(middle, { name: "Middle", parentRoleId: null }, 2));
    expect((await getRole(ctx, { id: lowest })).above.map((role) => role.name)).toEqual(["Middle"]);
  });

  it(`stand ${MOST_LEVELS} above each other and not one more, also when a line is hung under another`, async () => {
    const owner = await signedIn("owner");
    const { ctx } = owner;
    let parentRoleId = await made(ctx, { name: "Level 1", rules: [rule({ permission: "deal:create" })] });
    const second = await made(ctx, { name: "Level 2", parentRoleId });
    parentRoleId = second;
    for (let level = 3; level <= MOST_LEVELS; level += 1)
      parentRoleId = await made(ctx, { name: `Level ${level}`, parentRoleId });
    const lowest = await getRole(ctx, { id: parentRoleId });
    expect(lowest.above).toHaveLength(MOST_LEVELS - 1);
    expect(lowest.above.at(-1)?.name).toBe("Level 1");
    const holder = await signIn(owner.tenant, "viewer");
    expect((await give(holder, parentRoleId)).can("deal:create")).toBe(true);
    const tooDeep = /At most 50 roles inherit from each other/;
    await expect(made(ctx, { name: "Level 51", parentRoleId })).rejects.toThrow(tooDeep);
    const top = await made(ctx, { name: "Top" });
    const first = lowest.above.at(-1)?.id ?? "";
    await expect(updateRole(ctx, change(first, { name: "Level 1", parentRoleId: top }))).rejects.toThrow(
      tooDeep,
    );
  });
});
