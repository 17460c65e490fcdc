import { and, eq, isNull, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { controlDb } from "@/db/control";
import {
  makeDeal,
  makeRole,
  makeSession,
  makeTeam,
  makeUser,
  memberWith,
  type Signed,
  share,
  signedIn,
  signIn,
  systemRoleId,
  unique,
} from "@/db/factories";
import { accounts, invitations, memberships, outbox, sessions, users } from "@/db/schema/control";
import { auditLogs, memberRoles, members, rolePermissions } from "@/db/schema/tenant";
import { withTenant } from "@/db/tenant";
import { within } from "@/db/within";
import { signIn as signInHere, signUp } from "@/lib/auth/commands";
import { env } from "@/lib/env";
import type { Context } from "@/lib/kernel";
import { contextOf, visitorOf } from "@/lib/kernel/context";
import { listOutbox } from "@/lib/mail/queries";
import { getMember } from "@/lib/members/get";
import { removeMember } from "@/lib/members/remove";
import { giveRole, revokeRole } from "@/lib/members/roles";
import { suspendMember } from "@/lib/members/status";
import { insertMember } from "@/lib/tenancy/members";
import { acceptInvitation, peekInvitation, signUpInvited } from "./accept";
import { resendInvitation, revokeInvitation, sendInvitations } from "./commands";
import { listInvitations } from "./queries";

const password = "a long enough one";
const apex = (cookie = "") => visitorOf(new Headers({ host: env.APP_HOST, cookie }));
const newEmail = () => `kaito-${unique()}@hanami.example`;

async function invite(ctx: Context, emails: string, slug = "viewer") {
  return sendInvitations(ctx, { emails, roleIds: [await systemRoleId(ctx, slug)] });
}

/** The token of the newest mail to an address, read where a person reads it. */
async function tokenFor(email: string): Promise<string> {
  const [newest] = await listOutbox(await apex(), { to: email });
  return /\/invite\/([\w-]+)/.exec(newest?.mail?.text ?? "")?.[1] ?? "";
}

/** Somebody with an account, signed in at the apex. */
async function signedInAtApex(email: string) {
  const user = await makeUser({ email, password, name: "Kaito Arai" });
  return { user, ctx: await apex(await makeSession(user.id, null)) };
}

const contextAt = async (ctx: Context, userId: string) =>
  contextOf(
    new Headers({
      host: `${ctx.tenant.slug}.${env.APP_HOST}`,
      cookie: await makeSession(userId, ctx.tenantId),
    }),
  );

describe("inviting", () => {
  it("reads addresses with the names that mail programs put around them", async () => {
    const { ctx } = await signedIn();
    const [plain, named] = [newEmail(), newEmail()];
    const { sent } = await invite(ctx, `${plain}; "Kaito Arai" <${named}>\nKaito Arai <${named}>`);
    expect(new Set(sent)).toEqual(new Set([plain, named]));
  });

  it("sends one mail each to several people, and leaves out who is here or invited already", async () => {
    const owner = await signedIn();
    const [first, second] = [newEmail(), newEmail()];
    const outcome = await invite(
      owner.ctx,
      `${first}, ${second.toUpperCase()}\n${owner.user.email}; ${first}`,
    );
    expect(outcome.sent.sort()).toEqual([first, second].sort());
    expect(outcome.skipped).toEqual([{ email: owner.user.email, because: "is here already" }]);
    const again = invite(owner.ctx, first);
    await expect(again).rejects.toThrow(`${first} is invited already: send that one again`);
    expect((await listInvitations(owner.ctx, undefined)).map(({ email }) => email).sort()).toEqual(
      [first, second].sort(),
    );
    const [mail] = await listOutbox(await apex(), { to: first });
    expect(mail?.mail?.subject).toBe("Darcel Schlecht invites you to Acme");
  });

  it("keeps no token: neither in the invitation nor in the outbox", async () => {
    const { ctx } = await signedIn();
    const email = newEmail();
    await invite(ctx, email);
    const token = await tokenFor(email);
    expect(token).toMatch(/^[\w-]{43}$/);
    const stored = await controlDb().execute(
      sql`select row_to_json(o)::text as row from ${outbox} o where recipient = ${email}
        union all select row_to_json(i)::text from ${invitations} i where email = ${email}`,
    );
    expect(stored).toHaveLength(2);
    for (const { row } of stored) expect(row).not.toContain(token);
  });

  it.each([
    ["", "Type at least one e-mail address."],
    ["maren, ivar@acme.example", "Not an e-mail address: maren."],
    [`${"m".repeat(300)}@acme.example`, `Not an e-mail address: ${"m".repeat(60)}….`],
    ["a@acme.example,".repeat(1200), "Invite at most 50 people at once."],
    [Array.from({ length: 51 }, (_, n) => `a${n}@acme.example`).join(), "Invite at most 50 people at once."],
  ])("says what is wrong with %j", async (emails, message) => {
    const { ctx } = await signedIn();
    await expect(invite(ctx, emails)).rejects.toMatchObject({
      code: "invalid",
      fields: { emails: [expect.stringContaining(message)] },
    });
  });

  it("takes roles of this workspace alone, and at least one", async () => {
    const { ctx } = await signedIn();
    const foreign = await systemRoleId((await signedIn()).ctx, "viewer");
    for (const roleIds of [[foreign], []])
      await expect(sendInvitations(ctx, { emails: newEmail(), roleIds })).rejects.toMatchObject({
        code: "invalid",
        fields: { roleIds: [expect.any(String)] },
      });
  });

  it("gives nobody what the inviter lacks, and writes the attempt down", async () => {
    const owner = await signedIn();
    const manager = await signIn(owner.tenant, "manager");
    await expect(invite(manager.ctx, newEmail(), "admin")).rejects.toThrow(
      "You cannot give what you do not have",
    );
    const refused = await withTenant(owner.ctx, "read only", (tx) =>
      tx
        .select({ error: auditLogs.error, by: auditLogs.actorMemberId })
        .from(auditLogs)
        .where(within(owner.ctx, auditLogs, eq(auditLogs.success, false))),
    );
    expect(refused).toEqual([{ error: expect.stringContaining("You cannot give"), by: manager.memberId }]);
    const viewer = await signIn(owner.tenant, "viewer");
    await expect(invite(viewer.ctx, newEmail())).rejects.toMatchObject({ code: "forbidden" });
  });

  it("stops a flood", async () => {
    const { ctx } = await signedIn();
    const email = newEmail();
    await invite(ctx, email);
    const again = async () => {
      const [open] = await listInvitations(ctx, undefined);
      return resendInvitation(ctx, { id: open?.id ?? "" });
    };
    for (let n = 0; n < 9; n += 1) await again();
    await expect(again()).rejects.toMatchObject({ code: "rate_limited" });
  });
});

describe("accepting", () => {
  it("makes a new person with a proved address a member, signed in", async () => {
    const { ctx } = await signedIn();
    const email = newEmail();
    await invite(ctx, email, "sales_rep");
    const token = await tokenFor(email);
    expect(await peekInvitation(await apex(), { token })).toMatchObject({
      ...{ isOpen: true, email, account: null, isMine: null, workspace: "Acme", inviter: "Darcel Schlecht" },
    });
    const session = await signUpInvited(await apex(), { token, name: "Kaito Arai", password });
    const [user] = await controlDb().select().from(users).where(eq(users.email, email));
    expect(user).toMatchObject({ emailVerified: true, name: "Kaito Arai" });
    const { signToken, SESSION_COOKIE } = await import("@/lib/auth/builtin/cookie");
    const visitor = await apex(`${SESSION_COOKIE}=${encodeURIComponent(signToken(session.token))}`);
    const { url } = await acceptInvitation(visitor, { token });
    expect(url).toContain(`//${ctx.tenant.slug}.${env.APP_HOST}/`);
    const member = await contextAt(ctx, user?.id ?? "");
    expect(member.member?.roles).toEqual(["sales_rep"]);
    expect(await listInvitations(ctx, undefined)).toEqual([]);
  });

  it("works once", async () => {
    const { ctx } = await signedIn();
    const email = newEmail();
    await invite(ctx, email);
    const token = await tokenFor(email);
    const kaito = await signedInAtApex(email);
    await acceptInvitation(kaito.ctx, { token });
    await expect(acceptInvitation(kaito.ctx, { token })).rejects.toThrow("was used already");
    expect(await peekInvitation(kaito.ctx, { token })).toMatchObject({
      isOpen: false,
      slug: ctx.tenant.slug,
    });
  });

  it("makes one member of two attempts at once", async () => {
    const { ctx } = await signedIn();
    const email = newEmail();
    await invite(ctx, email);
    const token = await tokenFor(email);
    const kaito = await signedInAtApex(email);
    const outcomes = await Promise.allSettled([1, 2, 3].map(() => acceptInvitation(kaito.ctx, { token })));
    expect(outcomes.some(({ status }) => status === "fulfilled")).toBe(true);
    const rows = await withTenant(ctx, "read only", (tx) =>
      tx
        .select({ role: memberRoles.id })
        .from(members)
        .innerJoin(
          memberRoles,
          and(eq(memberRoles.tenantId, members.tenantId), eq(memberRoles.memberId, members.id)),
        )
        .where(within(ctx, members, eq(members.userId, kaito.user.id))),
    );
    expect(rows).toHaveLength(1);
  });

  it("is finished by a second attempt when the first one failed halfway", async () => {
    const { ctx } = await signedIn();
    const email = newEmail();
    await invite(ctx, email);
    const token = await tokenFor(email);
    const kaito = await signedInAtApex(email);
    await acceptInvitation(kaito.ctx, { token });
    // As if the control plane had never heard of it.
    await controlDb().delete(memberships).where(eq(memberships.userId, kaito.user.id));
    await controlDb()
      .update(invitations)
      .set({ status: "pending", acceptedAt: null, acceptedMemberId: null })
      .where(eq(invitations.email, email));
    await acceptInvitation(kaito.ctx, { token });
    expect((await contextAt(ctx, kaito.user.id)).member?.roles).toEqual(["viewer"]);
  });

  it("lets nobody accept for somebody else", async () => {
    const { ctx } = await signedIn();
    const email = newEmail();
    await invite(ctx, email);
    const token = await tokenFor(email);
    const other = await signedInAtApex(newEmail());
    expect(await peekInvitation(other.ctx, { token })).toMatchObject({ isMine: false });
    await expect(acceptInvitation(other.ctx, { token })).rejects.toThrow(
      `This invitation is for ${email}, and you are signed in as ${other.user.email}`,
    );
    await expect(acceptInvitation(await apex(), { token })).rejects.toMatchObject({
      code: "unauthenticated",
    });
  });

  it("says what to do about a link that is wrong, old, taken back or expired", async () => {
    const { ctx } = await signedIn();
    const email = newEmail();
    const kaito = await signedInAtApex(email);
    const refused = async (token: string, sentence: string) => {
      expect(await peekInvitation(await apex(), { token })).toMatchObject({
        isOpen: false,
        problem: expect.stringContaining(sentence),
      });
      await expect(acceptInvitation(kaito.ctx, { token })).rejects.toThrow(sentence);
      await expect(signUpInvited(await apex(), { token, name: "Kaito", password })).rejects.toThrow(sentence);
    };
    await refused("made-up", "use the link in the newest mail");
    await invite(ctx, email);
    const old = await tokenFor(email);
    const [open] = await listInvitations(ctx, undefined);
    await resendInvitation(ctx, { id: open?.id ?? "" });
    await refused(old, "use the link in the newest mail");
    const token = await tokenFor(email);
    await controlDb()
      .update(invitations)
      .set({ expiresAt: sql`now()` as never })
      .where(eq(invitations.email, email));
    await refused(token, "has expired. Ask Darcel Schlecht to send it again.");
    // An expired one makes room for a new one.
    expect((await invite(ctx, email)).sent).toEqual([email]);
    const newest = await tokenFor(email);
    const [again] = await listInvitations(ctx, undefined);
    await revokeInvitation(ctx, { id: again?.id ?? "" });
    await refused(newest, "was taken back");
    await expect(resendInvitation(ctx, { id: again?.id ?? "" })).rejects.toMatchObject({ code: "not_found" });
  });

  it("is worth nothing once the inviter is gone", async () => {
    const owner = await signedIn();
    const admin = await signIn(owner.tenant, "admin");
    const email = newEmail();
    await invite(admin.ctx, email, "admin");
    await suspendMember(owner.ctx, { id: admin.memberId });
    const kaito = await signedInAtApex(email);
    await expect(acceptInvitation(kaito.ctx, { token: await tokenFor(email) })).rejects.toThrow(
      "Whoever invited you cannot invite people there any more.",
    );
  });

  it("gives no more than its inviter can give when it is accepted, until somebody who can sends it again", async () => {
    const owner = await signedIn();
    const admin = await signIn(owner.tenant, "admin");
    const email = newEmail();
    await invite(admin.ctx, email, "admin");
    const manager = { memberId: admin.memberId, roleId: await systemRoleId(owner.ctx, "manager") };
    await giveRole(owner.ctx, manager);
    const { roles: held } = await getMember(owner.ctx, { id: admin.memberId });
    await revokeRole(owner.ctx, { id: held.find(({ slug }) => slug === "admin")?.id ?? "" });
    const kaito = await signedInAtApex(email);
    const accept = async () => acceptInvitation(kaito.ctx, { token: await tokenFor(email) });
    await expect(accept()).rejects.toThrow(
      "Whoever invited you can no longer give what this invitation holds.",
    );
    await expect(contextAt(owner.ctx, kaito.user.id)).rejects.toMatchObject({ code: "not_found" });
    const [open] = await listInvitations(owner.ctx, undefined);
    await resendInvitation(owner.ctx, { id: open?.id ?? "" });
    await accept();
    expect((await contextAt(owner.ctx, kaito.user.id)).member?.roles).toEqual(["admin"]);
  });

  it("gives nothing that its roles came to since it was sent, and that its inviter lacks", async () => {
    const owner = await signedIn();
    const manager = await signIn(owner.tenant, "manager");
    const email = newEmail();
    const helper = await makeRole(owner.ctx, { rules: ["deal:read"] });
    await sendInvitations(manager.ctx, { emails: email, roleIds: [helper] });
    await withTenant(owner.ctx, "read write", (tx) =>
      tx
        .insert(rolePermissions)
        .values({ tenantId: owner.ctx.tenantId, roleId: helper, permission: "role:assign", scope: "all" }),
    );
    const kaito = await signedInAtApex(email);
    await expect(acceptInvitation(kaito.ctx, { token: await tokenFor(email) })).rejects.toThrow(
      "can no longer give",
    );
  });

  it("into a team needs what is shared with the team, and with those above it", async () => {
    const owner = await signedIn();
    const inviter = await memberWith(owner.tenant, [
      "member:create",
      { permission: "deal:read", scope: "own" },
    ]);
    const above = await makeTeam(owner.ctx);
    const teamIds = [await makeTeam(owner.ctx, { parentTeamId: above })];
    const roleIds = [await makeRole(owner.ctx)];
    const deal = await makeDeal(owner.ctx, { ownerId: owner.memberId });
    await sendInvitations(inviter.ctx, { emails: newEmail(), roleIds, teamIds });
    await share(owner.ctx, { resourceType: "deal", resourceId: deal.id, teamId: above });
    await expect(sendInvitations(inviter.ctx, { emails: newEmail(), roleIds, teamIds })).rejects.toThrow(
      "You cannot give what you do not have",
    );
  });
});

describe("who arrives", () => {
  it("takes an account that somebody made ahead of them out of that one's hands", async () => {
    const { ctx } = await signedIn();
    const email = newEmail();
    const thief = { name: "Somebody", email, password: "known to somebody else" };
    await signUp(await apex(), thief);
    await signInHere(await apex(), thief);
    await invite(ctx, email);
    const token = await tokenFor(email);
    expect(await peekInvitation(await apex(), { token })).toMatchObject({ account: "unverified" });
    await signUpInvited(await apex(), { token, name: "Kaito Arai", password });
    await expect(signInHere(await apex(), thief)).rejects.toThrow("do not belong together");
    expect((await signInHere(await apex(), { email, password })).token).toBeTruthy();
    const [user] = await controlDb().select().from(users).where(eq(users.email, email));
    expect(await controlDb().$count(sessions, eq(sessions.userId, user?.id ?? ""))).toBe(2);
    expect(await controlDb().$count(accounts, eq(accounts.userId, user?.id ?? ""))).toBe(1);
  });

  it("cannot set a password for an account that was proved", async () => {
    const { ctx } = await signedIn();
    const email = newEmail();
    await signedInAtApex(email);
    await invite(ctx, email);
    const token = await tokenFor(email);
    expect(await peekInvitation(await apex(), { token })).toMatchObject({ account: "verified" });
    await expect(signUpInvited(await apex(), { token, name: "Kaito", password })).rejects.toThrow(
      "has an account already. Sign in with its password.",
    );
  });

  it("becomes the person who stood on record under their address, with those records", async () => {
    const { ctx } = await signedIn();
    const email = newEmail();
    const onRecord = await withTenant(ctx, "read write", (tx) =>
      insertMember(tx, ctx.tenantId, { name: "Anna Snelling", email }),
    );
    await invite(ctx, email);
    const kaito = await signedInAtApex(email);
    await acceptInvitation(kaito.ctx, { token: await tokenFor(email) });
    expect((await contextAt(ctx, kaito.user.id)).member?.id).toBe(onRecord);
  });

  it("returns with nothing, after a removal", async () => {
    const owner = await signedIn();
    const rep = await signIn(owner.tenant, "admin");
    await removeMember(owner.ctx, { id: rep.memberId });
    await invite(owner.ctx, rep.user.email, "viewer");
    const visitor = await apex(await makeSession(rep.user.id, null));
    await acceptInvitation(visitor, { token: await tokenFor(rep.user.email) });
    const back = await contextAt(owner.ctx, rep.user.id);
    expect(back.member).toMatchObject({ id: rep.memberId, roles: ["viewer"] });
    const open = await withTenant(owner.ctx, "read only", (tx) =>
      tx.$count(
        memberRoles,
        within(owner.ctx, memberRoles, eq(memberRoles.memberId, rep.memberId), isNull(memberRoles.revokedAt)),
      ),
    );
    expect(open).toBe(1);
  });

  it("is not let in again by an invitation while suspended", async () => {
    const owner = await signedIn();
    const rep: Signed = await signIn(owner.tenant, "sales_rep");
    const email = newEmail();
    await invite(owner.ctx, email);
    await controlDb().update(users).set({ email }).where(eq(users.id, rep.user.id));
    await suspendMember(owner.ctx, { id: rep.memberId });
    const visitor = await apex(await makeSession(rep.user.id, null));
    await expect(acceptInvitation(visitor, { token: await tokenFor(email) })).rejects.toThrow(
      "You are suspended in this workspace",
    );
    await expect(invite(owner.ctx, rep.user.email)).rejects.toThrow("is suspended here");
  });
});
