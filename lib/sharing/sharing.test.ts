import { and, eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, it, vi } from "vitest";
import {
  giveRole,
  makeCompany,
  makeDeal,
  makeRole,
  makeTeam,
  memberWith,
  type Signed,
  share,
  signedIn,
  signIn,
} from "@/db/factories";
import { lastAudit } from "@/db/factories/audit";
import { auditLogs } from "@/db/schema/tenant";
import { withTenant } from "@/db/tenant";
import { within } from "@/db/within";
import { getCompany } from "@/lib/companies/queries";
import { updateDeal } from "@/lib/deals/commands";
import { getDeal, listDeals } from "@/lib/deals/queries";
import { dealList } from "@/lib/deals/schema";
import { searchDeals } from "@/lib/deals/search";
import type { Context } from "@/lib/kernel";
import { contextOf } from "@/lib/kernel/context";
import { Forbidden, Invalid, NotFound } from "@/lib/kernel/errors";
import { parseListState } from "@/lib/lists/state";
import { searchPrincipals } from "./principals";
import { companySharing, dealSharing } from "./sharing";

/** What they may do at their next request. */
const now = ({ headers }: Signed): Promise<Context> => contextOf(headers);
const nowhere = "00000000-0000-7000-8000-000000000000";
const outsiderRules = ["workspace:read", "member:read", "activity:read"] as const;

let owner: Signed;
let tenant: Awaited<ReturnType<typeof signedIn>>["tenant"];
beforeAll(async () => {
  ({ tenant, ...owner } = await signedIn("owner"));
});

const titles = async (ctx: Context) =>
  (await listDeals(ctx, parseListState({}, dealList))).rows.map((row) => row.title);
const toMember = ({ memberId }: Signed) => ({ kind: "member" as const, id: memberId });

/** The last attempt that was refused, as it stands in the audit log. */
async function lastRefusal(ctx: Context, attempt: string) {
  const rows = await withTenant(ctx, "read only", (tx) =>
    tx
      .select({ error: auditLogs.error })
      .from(auditLogs)
      .where(
        within(
          ctx,
          auditLogs,
          and(eq(auditLogs.success, false), sql`${auditLogs.changes} -> 'after' ->> 'attempt' = ${attempt}`),
        ),
      )
      .orderBy(sql`${auditLogs.seq} desc`)
      .limit(1),
  );
  return rows[0]?.error;
}

describe("a shared record", () => {
  it("is the one that a person sees who sees no others, until it is taken back", async () => {
    const outsider = await memberWith(tenant, outsiderRules);
    const { id } = await makeDeal(owner.ctx, { title: "GTX Basic for Cancity" });
    await makeDeal(owner.ctx, { title: "MG Special for Isdom" });
    await expect(getDeal(outsider.ctx, { id })).rejects.toThrow(Forbidden);

    const { id: grantId } = await dealSharing.share(owner.ctx, {
      id,
      to: toMember(outsider),
      level: "see",
      reason: "Covers for Melvin",
    });
    const seeing = await now(outsider);
    expect(await titles(seeing)).toEqual(["GTX Basic for Cancity"]);
    expect((await searchDeals(seeing, { q: "MG" })).map(({ label }) => label)).toEqual([]);
    const deal = await getDeal(seeing, { id });
    const edit = {
      id,
      version: deal.version,
      title: "GTX Plus",
      currency: "USD",
      stageId: deal.stageId ?? "",
    };
    await expect(updateDeal(seeing, edit)).rejects.toThrow(Forbidden);

    expect(await dealSharing.shares(owner.ctx, { id })).toMatchObject([
      {
        id: grantId,
        to: { kind: "member", name: outsider.user.name },
        actions: ["read"],
        reason: "Covers for Melvin",
        by: owner.user.name,
      },
    ]);
    expect(await lastAudit(owner.ctx, id)).toMatchObject({
      action: "deal.shared",
      changes: { after: { sharedWith: outsider.user.name, mayDo: "See", reason: "Covers for Melvin" } },
    });

    // Given again it is the same access, now wider.
    await dealSharing.share(owner.ctx, { id, to: toMember(outsider), level: "edit" });
    expect(await dealSharing.shares(owner.ctx, { id })).toHaveLength(1);
    await updateDeal(await now(outsider), edit);

    await dealSharing.unshare(owner.ctx, { id, grantId });
    await expect(getDeal(await now(outsider), { id })).rejects.toThrow(Forbidden);
    await expect(dealSharing.unshare(owner.ctx, { id, grantId })).rejects.toThrow("has ended already");
    expect(await lastAudit(owner.ctx, id)).toMatchObject({ action: "deal.unshared" });
  });

  it("is shared with everybody of a team, those below it included, and with everybody of a role", async () => {
    const [inTeam, below, withRole] = [
      await memberWith(tenant, outsiderRules),
      await memberWith(tenant, outsiderRules),
      await memberWith(tenant, outsiderRules),
    ];
    const north = await makeTeam(owner.ctx, { memberIds: [inTeam.memberId] });
    await makeTeam(owner.ctx, { parentTeamId: north, memberIds: [below.memberId] });
    const { id } = await makeCompany(owner.ctx, { name: "Hanami Supply" });
    await companySharing.share(owner.ctx, { id, to: { kind: "team", id: north }, level: "see" });
    await companySharing.share(owner.ctx, { id, to: { kind: "role", id: withRole.roleId }, level: "see" });
    for (const each of [inTeam, below, withRole])
      expect((await getCompany(await now(each), { id })).name).toBe("Hanami Supply");
  });

  it("ends by itself, by the database's clock", async () => {
    const outsider = await memberWith(tenant, outsiderRules);
    const { id } = await makeDeal(owner.ctx);
    await share(owner.ctx, {
      resourceType: "deal",
      resourceId: id,
      memberId: outsider.memberId,
      expiresAt: new Date(Date.now() + 1500),
    });
    expect((await now(outsider)).can("deal:read")).toBe(true);
    await vi.waitFor(async () => expect((await now(outsider)).can("deal:read")).toBe(false), {
      timeout: 10_000,
      interval: 100,
    });
    expect(await dealSharing.shares(owner.ctx, { id })).toEqual([]);
  });

  it("tells who can see it, what they may do, and why", async () => {
    const { tenant: own, ...me } = await signedIn("owner");
    const [rep, outsider] = [await signIn(own, "sales_rep"), await memberWith(own, outsiderRules)];
    await memberWith(own, outsiderRules);
    const { id } = await makeDeal(me.ctx);
    await dealSharing.share(me.ctx, { id, to: toMember(outsider), level: "see", reason: "Is on leave" });
    const { people, total } = await dealSharing.audience(me.ctx, { id });
    expect(total).toBe(3);
    const told = new Map(people.map((person) => [person.id, person]));
    expect(told.get(me.memberId)).toMatchObject({
      actions: ["read", "update", "delete"],
      why: "Role Owner",
    });
    expect(told.get(rep.memberId)).toMatchObject({ actions: ["read", "update"], why: "Role Sales rep" });
    expect(told.get(outsider.memberId)).toMatchObject({
      actions: ["read"],
      why: "Shared with this person: Is on leave",
    });
    // Who may share it, and not see why others have access, is told no reasons.
    const shown = (await dealSharing.audience(rep.ctx, { id })).people;
    expect(shown.find((person) => person.id === outsider.memberId)?.why).toBe("Shared with this person");
  });

  it("shows before it is shared who would gain what, and writes nothing", async () => {
    const { tenant: own, ...me } = await signedIn("owner");
    const outsider = await memberWith(own, outsiderRules);
    const { id } = await makeDeal(me.ctx);
    const input = { id, to: toMember(outsider), level: "edit" as const };
    const { members, more } = await dealSharing.rehearse(me.ctx, input);
    expect(more).toBe(0);
    expect(members).toMatchObject([{ id: outsider.memberId, losses: [] }]);
    expect(members[0]?.gains).toEqual(
      expect.arrayContaining([
        { permission: "deal:read", field: null, count: 1 },
        { permission: "deal:update", field: null, count: 1 },
      ]),
    );
    expect(await dealSharing.shares(me.ctx, { id })).toEqual([]);
    expect((await now(outsider)).can("deal:read")).toBe(false);
    const { id: grantId } = await dealSharing.share(me.ctx, input);
    const back = await dealSharing.rehearseUnshare(me.ctx, { id, grantId });
    expect(back.members).toMatchObject([{ id: outsider.memberId, gains: [] }]);
    expect(await dealSharing.shares(me.ctx, { id })).toHaveLength(1);
  });

  it("is shared once, by two at once as well", async () => {
    const outsider = await memberWith(tenant, outsiderRules);
    const { id } = await makeDeal(owner.ctx);
    const input = { id, to: toMember(outsider), level: "see" as const };
    await Promise.all([dealSharing.share(owner.ctx, input), dealSharing.share(owner.ctx, input)]);
    expect(await dealSharing.shares(owner.ctx, { id })).toHaveLength(1);
  });
});

describe("sharing is refused", () => {
  const everybody = ["workspace:read", "member:read", "deal:share"] as const;

  it("of what one does not have oneself, of hidden fields, and for longer than one has it", async () => {
    const friend = toMember(await memberWith(tenant, outsiderRules));
    const { id } = await makeDeal(owner.ctx);
    const refused = async (ctx: Context, more: object, words: RegExp) => {
      await expect(dealSharing.share(ctx, { id, to: friend, level: "see", ...more })).rejects.toThrow(words);
      expect(await lastRefusal(ctx, "deal.share")).toMatch(words);
    };
    const rep = await signIn(tenant, "sales_rep");
    await refused(rep.ctx, { level: "delete" }, /do not have: to delete this deal/);
    const blind = await memberWith(tenant, [
      ...everybody,
      "deal:read",
      { permission: "deal:read", effect: "deny", fields: ["valueMinor"] },
    ]);
    await refused(blind.ctx, {}, /do not have: Value of this deal/);

    const daytime = { op: "lt", attr: "request.now", value: "2999-01-01T00:00:00Z" } as const;
    const atWork = await memberWith(tenant, [...everybody, { permission: "deal:read", condition: daytime }]);
    expect((await getDeal(atWork.ctx, { id })).id).toBe(id);
    await refused(atWork.ctx, {}, /depends on when or from where you ask/);

    const guest = await memberWith(tenant, everybody);
    const expiresAt = new Date(Date.now() + 30 * 86_400_000);
    const passing = await makeRole(tenant, { rules: ["deal:read"] });
    await giveRole(tenant, guest.memberId, passing, { expiresAt });
    const asGuest = await now(guest);
    await refused(asGuest, {}, /Your own access to this deal ends before that/);
    const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
    await refused(asGuest, { until: day(60) }, /Your own access to this deal ends before that/);
    await expect(
      dealSharing.share(asGuest, { id, to: friend, level: "see", until: day(10) }),
    ).resolves.toBeDefined();
    await refused(owner.ctx, { until: day(-3) }, /This day is over. Choose today/);
    await refused(owner.ctx, { to: toMember(owner) }, /to yourself/);
  });

  it("without the permission, and of a record that one may not see", async () => {
    const friend = toMember(await memberWith(tenant, outsiderRules));
    const { id } = await makeDeal(owner.ctx);
    const viewer = await memberWith(tenant, ["workspace:read", "deal:read"]);
    const input = { id, to: friend, level: "see" as const };
    await expect(dealSharing.share(viewer.ctx, input)).rejects.toThrow(Forbidden);
    await expect(dealSharing.shares(viewer.ctx, { id })).rejects.toThrow(Forbidden);
    await expect(dealSharing.audience(viewer.ctx, { id })).rejects.toThrow(Forbidden);
    const blind = await memberWith(tenant, [...everybody, { permission: "deal:read", scope: "own" }]);
    const answers = [id, nowhere].map((each) => dealSharing.share(blind.ctx, { ...input, id: each }));
    const [hidden, absent] = await Promise.all(answers.map((answer) => answer.catch((error) => error)));
    expect(hidden).toBeInstanceOf(NotFound);
    expect(hidden.message).toBe(absent.message);
  });

  it("of another workspace's record, and with its people, as if they did not exist", async () => {
    const theirs = await signedIn("owner");
    const { id: foreign } = await makeDeal(theirs.ctx);
    const { id } = await makeDeal(owner.ctx);
    const errorOf = (input: Parameters<typeof dealSharing.share>[1]) =>
      dealSharing.share(owner.ctx, input).then(
        () => null,
        (error) => ({ kind: error.constructor, message: error.message, fields: error.fields }),
      );
    const friend = toMember(await memberWith(tenant, outsiderRules));
    const record = (of: string) => errorOf({ id: of, to: friend, level: "see" });
    expect(await record(foreign)).toMatchObject({ kind: NotFound });
    expect(await record(foreign)).toEqual(await record(nowhere));
    const theirTeam = await makeTeam(theirs.ctx);
    const theirRole = await makeRole(theirs.ctx);
    for (const [kind, other] of [
      ["member", theirs.memberId],
      ["team", theirTeam],
      ["role", theirRole],
    ] as const) {
      const answer = await errorOf({ id, to: { kind, id: other }, level: "see" });
      expect(answer).toMatchObject({ kind: Invalid });
      expect(answer).toEqual(await errorOf({ id, to: { kind, id: nowhere }, level: "see" }));
    }
    const grant = await share(theirs.ctx, {
      resourceType: "deal",
      resourceId: foreign,
      memberId: theirs.memberId,
    });
    await expect(dealSharing.unshare(owner.ctx, { id, grantId: grant })).rejects.toThrow(NotFound);
    expect(await dealSharing.shares(theirs.ctx, { id: foreign })).toHaveLength(1);
  });

  it("when a denial would be lifted that closes what one lacks oneself", async () => {
    const rep = await signIn(tenant, "sales_rep");
    const { id } = await makeDeal(owner.ctx);
    const kept = { resourceType: "deal", resourceId: id, effect: "deny" } as const;
    const grantId = await share(owner.ctx, { ...kept, memberId: owner.memberId, actions: ["delete"] });
    await expect(dealSharing.unshare(rep.ctx, { id, grantId })).rejects.toThrow(/to delete this deal/);
    const admin = await signIn(tenant, "admin");
    await dealSharing.unshare(admin.ctx, { id, grantId });
    expect(await dealSharing.shares(owner.ctx, { id })).toEqual([]);
  });
});

describe("the picker of whom to share with", () => {
  it("finds people, teams and roles by name, and nobody of another workspace or oneself", async () => {
    const { tenant: own, ...me } = await signedIn("owner");
    await signedIn("owner");
    const rep = await signIn(own, "sales_rep");
    await makeTeam(own, { name: "Sales Nordics" });
    const found = await searchPrincipals(me.ctx, { q: "sales" });
    expect(found.map(({ label }) => label)).toEqual(["Sales Nordics", "Sales rep"]);
    const all = await searchPrincipals(me.ctx, { q: "" });
    expect(all.filter(({ id }) => id.startsWith("member/")).map(({ id }) => id)).toEqual([
      `member/${rep.memberId}`,
    ]);
  });
});
