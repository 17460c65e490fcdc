import { describe, expect, it } from "vitest";
import { makeDeal, makeUser, memberWith, signedIn, signIn, signInAs } from "@/db/factories";
import { lastAudit } from "@/db/factories/audit";
import { listDeals } from "@/lib/deals/queries";
import { dealList } from "@/lib/deals/schema";
import { type Context, contextOf } from "@/lib/kernel/context";
import { parseListState } from "@/lib/lists/state";
import { copyRole, deleteRole, updateRole } from "./commands";
import { ruleKey } from "./matrix";
import { compareRoles, getRole, getRoleUse, listRoles } from "./queries";
import { rehearseUpdateRole } from "./rehearsals";
import { give, made, refusals, roleInput, rule } from "./roles.fixture";

const small = { op: "lte", attr: "record.valueMinor", value: 1_000_000 };

describe("custom roles", () => {
  it("are made with rules, listed with who has them, and inherit what stands above them", async () => {
    const me = await signedIn("owner");
    const rep = (await listRoles(me.ctx, {})).find((role) => role.slug === "sales_rep");
    const id = await made(me.ctx, {
      name: "Account executive",
      description: "Sells to large companies",
      parentRoleId: rep?.id,
      rules: [
        rule({ permission: "deal:delete", scope: "own" }),
        rule({ permission: "deal:read", effect: "deny", condition: small }),
        rule({ permission: "deal:read", effect: "deny", fields: ["probability"] }),
      ],
    });
    const role = await getRole(me.ctx, { id });
    expect(role).toMatchObject({ slug: "account_executive", isSystem: false, parentRoleId: rep?.id });
    expect(role.rules).toEqual([
      rule({ permission: "deal:delete", scope: "own" }),
      rule({ permission: "deal:read", effect: "deny", condition: small }),
      rule({ permission: "deal:read", effect: "deny", fields: ["probability"] }),
    ]);
    expect(role.above.map((above) => above.name)).toEqual(["Sales rep"]);
    expect(role.above[0]?.rules).toContainEqual(rule({ permission: "deal:update" }));

    await give(await signIn(me.tenant, "viewer"), id);
    const listed = (await listRoles(me.ctx, {})).find((each) => each.id === id);
    expect(listed).toMatchObject({ name: "Account executive", parent: "Sales rep", people: 1 });
    expect(await getRoleUse(me.ctx, { id })).toMatchObject({ total: 1, people: [{ direct: true }] });
    expect(await getRoleUse(me.ctx, { id: rep?.id ?? "" })).toMatchObject({ total: 0, heirs: [{ id }] });
    expect(await lastAudit(me.ctx, id)).toMatchObject({
      action: "role.created",
      changes: { after: { name: "Account executive", parent: "Sales rep" } },
    });
  });

  it("copy a system role with all that it allows, under a name of their own", async () => {
    const { ctx } = await signedIn("owner");
    const rep = (await listRoles(ctx, {})).find((role) => role.slug === "sales_rep");
    const { id } = await copyRole(ctx, { id: rep?.id ?? "" });
    const again = await copyRole(ctx, { id: rep?.id ?? "" });
    expect((await getRole(ctx, { id })).name).toBe("Copy of Sales rep");
    expect((await getRole(ctx, { id: again.id })).name).toBe("Copy of Sales rep 2");
    const { left, right } = await compareRoles(ctx, { left: rep?.id ?? "", right: id });
    const said = (rules: typeof left.rules) => rules.map(ruleKey).sort();
    expect(said(right.rules)).toEqual(said(left.rules));
  });

  it("hold from the next request on when they are changed, and the entry says what went and what came", async () => {
    const me = await signedIn("owner");
    const rep = await signIn(me.tenant, "viewer");
    const id = await made(me.ctx, { rules: [rule({ permission: "deal:create" })] });
    expect((await give(rep, id)).can("deal:create")).toBe(true);
    const saved = await updateRole(me.ctx, {
      ...roleInput({ rules: [rule({ permission: "deal:update" })] }),
      id,
      version: 1,
    });
    expect(saved.version).toBe(2);
    const after = await contextOf(rep.headers);
    expect([after.can("deal:create"), after.can("deal:update")]).toEqual([false, true]);
    expect((await lastAudit(me.ctx, id))?.changes).toEqual({
      before: { rules: ["allow deal:create, all"] },
      after: { rules: ["allow deal:update, all"] },
    });
  });

  it("limit what a list shows, and which fields, to whoever has them", async () => {
    const me = await signedIn("owner");
    const rep = await signIn(me.tenant, "viewer");
    await makeDeal(me.ctx, { title: "GTX Pro", valueMinor: 480_000n, ownerId: me.memberId });
    const own = await makeDeal(me.ctx, { title: "MG Special", valueMinor: 5_500n, ownerId: rep.memberId });
    const id = await made(me.ctx, {
      rules: [
        rule({
          permission: "deal:read",
          effect: "deny",
          condition: { op: "ne", attr: "record.ownerId", value: { var: "member.id" } },
        }),
        rule({ permission: "deal:read", effect: "deny", fields: ["valueMinor"] }),
      ],
    });
    const { rows } = await listDeals(await give(rep, id), parseListState({}, dealList));
    expect(rows.map((row) => [row.id, row.valueMinor])).toEqual([[own.id, null]]);
  });

  it("save nothing over what somebody else changed meanwhile", async () => {
    const me = await signedIn("owner");
    const id = await made(me.ctx);
    const change = { ...roleInput({ name: "Closer" }), id, version: 1 };
    await updateRole(me.ctx, change);
    await expect(updateRole(me.ctx, change)).rejects.toThrow(/Darcel Schlecht changed this role meanwhile/);
    await expect(made(me.ctx, { name: "closer" })).rejects.toThrow(/There is a role named Closer already/);
  });

  it("are deleted when nobody has them, and say who does until then", async () => {
    const me = await signedIn("owner");
    const rep = await signIn(me.tenant, "viewer", undefined);
    const id = await made(me.ctx);
    const heir = await made(me.ctx, { name: "Junior", parentRoleId: id });
    await give(rep, id);
    await expect(deleteRole(me.ctx, { id })).rejects.toThrow(
      "Account executive is in use: Darcel Schlecht has it; Junior inherits from it. Take it from them first, then delete it.",
    );
    expect((await refusals(me.ctx))[0]?.error).toMatch(/is in use/);
    await deleteRole(me.ctx, { id: heir });
    await expect(getRole(me.ctx, { id: heir })).rejects.toThrow("This role does not exist");
    // Its name is free again.
    expect(await made(me.ctx, { name: "Junior" })).not.toBe(heir);
    expect((await lastAudit(me.ctx, heir))?.action).toBe("role.deleted");
  });

  it.each([
    [{ permission: "role:read", scope: "own" }, /nothing that somebody owns/],
    [{ permission: "deal:read", fields: ["title"] }, /Title names the deal/],
    [{ permission: "deal:read", fields: ["colour"] }, /no field colour of deals/],
    [
      { permission: "deal:read", condition: { op: "like", attr: "record.title", value: "GTX%" } },
      /no operator/,
    ],
    [
      { permission: "deal:read", condition: { op: "eq", attr: "record.colour", value: "red" } },
      /no attribute/,
    ],
  ] as const)("refuse a rule that says nothing that can hold: %j", async (given, message) => {
    const { ctx } = await signedIn("owner");
    const refused = await made(ctx, { rules: [rule(given)] }).catch((error) => error);
    expect(JSON.stringify(refused.fields)).toMatch(message);
  });
});

describe("before a role is saved", () => {
  it("shows who would lose how many deals, and which fields, and saves nothing", async () => {
    const me = await signedIn("owner");
    const id = await made(me.ctx, { name: "Closer", rules: [rule({ permission: "deal:read" })] });
    const rep = await signInAs(me.tenant, id, await makeUser({ name: "Ivar Dahl" }));
    await makeDeal(me.ctx, { valueMinor: 480_000n, ownerId: me.memberId });
    await makeDeal(me.ctx, { valueMinor: 5_500n, ownerId: rep.memberId });
    const narrower = roleInput({
      name: "Closer",
      rules: [
        rule({ permission: "deal:read", scope: "own" }),
        rule({ permission: "deal:read", effect: "deny", fields: ["valueMinor"] }),
        rule({ permission: "deal:create" }),
      ],
    });
    const preview = await rehearseUpdateRole(me.ctx, { ...narrower, id, version: 1 });
    expect(preview).toEqual({
      members: [
        {
          id: rep.memberId,
          name: "Ivar Dahl",
          gains: [{ permission: "deal:create", field: null, count: null }],
          losses: [
            { permission: "deal:read", field: null, count: 1 },
            { permission: "deal:read", field: "valueMinor", count: 1 },
          ],
        },
      ],
      more: 0,
    });
    expect(await getRole(me.ctx, { id })).toMatchObject({ version: 1, rules: [{ scope: "all" }] });
    expect((await contextOf(rep.headers)).can("deal:create")).toBe(false);
  });

  it("counts nothing by what is hidden from whoever looks: the number would tell it", async () => {
    const me = await signedIn("owner");
    const id = await made(me.ctx, { name: "Closers", rules: [rule({ permission: "deal:read" })] });
    await give(await signInAs(me.tenant, await made(me.ctx, { name: "Nothing yet" })), id);
    await makeDeal(me.ctx, { valueMinor: 500_000n });
    const closed = rule({ permission: "deal:read", effect: "deny", condition: small });
    const rules = [rule({ permission: "deal:read" }), closed];
    const look = async (ctx: Context) => {
      const preview = await rehearseUpdateRole(ctx, {
        ...roleInput({ name: "Closers", rules }),
        id,
        version: 1,
      });
      return preview.members.flatMap(({ losses }) => losses);
    };
    expect(await look(me.ctx)).toEqual([{ permission: "deal:read", field: null, count: 1 }]);
    const blind = await memberWith(me.tenant, [
      "role:read",
      "role:update",
      "deal:read",
      { permission: "deal:read", effect: "deny", fields: ["valueMinor"] },
    ]);
    expect(await look(blind.ctx)).toEqual([]);
  });

  it("refuses what saving it would refuse", async () => {
    const me = await signedIn("owner");
    const id = await made(me.ctx, { name: "Closer" });
    const keeper = await signInAs(
      me.tenant,
      await made(me.ctx, { name: "Keeper", rules: [rule({ permission: "role:update" })] }),
    );
    const wider = {
      ...roleInput({ name: "Closer", rules: [rule({ permission: "deal:delete" })] }),
      id,
      version: 1,
    };
    await expect(rehearseUpdateRole(keeper.ctx, wider)).rejects.toThrow(/cannot give what you do not have/);
  });
});
