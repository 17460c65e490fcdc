import { createHook } from "node:async_hooks";
import { eq, like } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { controlDb } from "@/db/control";
import { makeSession, makeTenant, makeUser, signedIn, unique } from "@/db/factories";
import { rateLimits, sessions, users } from "@/db/schema/control";
import { env } from "@/lib/env";
import { contextOf, visitorOf } from "@/lib/kernel/context";
import { withBetterAuth } from "./builtin/better-auth";
import { SESSION_COOKIE, signToken } from "./builtin/cookie";
import { signIn, signOut, signUp } from "./commands";
import { credentialOf } from "./index";

const password = "a long enough one";
const at = (host: string, cookie = "") => new Headers({ host, cookie });
const apex = (cookie = "") => visitorOf(at(env.APP_HOST, cookie));
const cookieOf = ({ token }: { token: string }) =>
  `${SESSION_COOKIE}=${encodeURIComponent(signToken(token))}`;

describe("sign-in", () => {
  it("starts a session of the apex on the apex", async () => {
    const user = await makeUser({ password });
    const session = await signIn(await apex(), { email: user.email, password });
    expect((await apex(cookieOf(session))).user?.id).toBe(user.id);
    const [row] = await controlDb().select().from(sessions).where(eq(sessions.token, session.token));
    expect(row).toMatchObject({ userId: user.id, tenantId: null, ipAddress: null });
    expect(row?.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
  });

  it("takes the address however it is written", async () => {
    const user = await makeUser({ password });
    const email = ` ${user.email.toUpperCase()} `;
    expect((await signIn(await apex(), { email, password })).token).toBeTruthy();
  });

  it("starts a session of one host, which is worth nothing on another", async () => {
    const user = await makeUser({ password });
    const owner = { ...user, userId: user.id };
    const [tenant, other] = await Promise.all([makeTenant({ owner }), makeTenant({ owner })]);
    const host = `${tenant.slug}.${env.APP_HOST}`;
    const otherHost = `${other.slug}.${env.APP_HOST}`;
    const { token } = await signIn(await visitorOf(at(host)), { email: user.email, password });
    const cookie = cookieOf({ token });
    expect((await contextOf(at(host, cookie))).member).toMatchObject({ roles: ["owner"] });
    await expect(contextOf(at(otherHost, cookie))).rejects.toMatchObject({ code: "unauthenticated" });
    expect((await visitorOf(at(otherHost, cookie))).user).toBeNull();
    expect((await apex(cookie)).user).toBeNull();
    const [apexCookie, otherCookie] = await Promise.all([
      makeSession(user.id, null),
      makeSession(user.id, other.tenantId),
    ]);
    for (const foreign of [apexCookie, otherCookie])
      await expect(contextOf(at(host, foreign))).rejects.toMatchObject({ code: "unauthenticated" });
  });

  it("ends the session that came along", async () => {
    const user = await makeUser({ password });
    const before = await makeSession(user.id, null);
    await signIn(await apex(before), { email: user.email, password });
    expect((await apex(before)).user).toBeNull();
  });

  it("gives one answer to an unknown address, a wrong password and a deactivated person", async () => {
    const [known, inactive] = await Promise.all([makeUser({ password }), makeUser({ password })]);
    await controlDb().update(users).set({ isActive: false }).where(eq(users.id, inactive.id));
    const attempts = [
      { email: known.email, password: "another long one" },
      { email: `nobody-${unique()}@acme.example`, password },
      { email: inactive.email, password },
      { email: (await makeUser()).email, password },
    ];
    const ctx = await apex();
    const answers = await Promise.all(attempts.map((input) => signIn(ctx, input).catch(shown)));
    for (const input of attempts) expect(await hashesDuring(() => signIn(ctx, input).catch(shown))).toBe(1);
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({ code: "invalid", message: expect.stringContaining("do not belong") });
  });

  it.each([["known"], ["unknown"]])(
    "stops after ten failures for an %s address, even at once",
    async (kind) => {
      const email = kind === "known" ? (await makeUser({ password })).email : `x-${unique()}@acme.example`;
      const ctx = await apex();
      const wrong = { email, password: "another long one" };
      const answers = await Promise.all(Array.from({ length: 12 }, () => signIn(ctx, wrong).catch(shown)));
      const codes = answers.map((answer) => ("code" in answer ? answer.code : "in"));
      expect(codes.filter((code) => code === "rate_limited")).toHaveLength(2);
      await expect(signIn(ctx, { email, password })).rejects.toThrow(
        /Too many attempts. Try again in 15 min/,
      );
    },
  );

  it("locks out the address that fails, and not the person at another one", async () => {
    const user = await makeUser({ password });
    env.TRUSTED_PROXY = true;
    const from = (ip: string) =>
      visitorOf(
        new Headers({
          host: "inside",
          "x-forwarded-host": env.APP_HOST,
          "x-forwarded-for": `1.1.1.1, ${ip}`,
        }),
      );
    const [stranger, owner] = await Promise.all([from(`s-${unique()}`), from(`o-${unique()}`)]).finally(
      () => {
        env.TRUSTED_PROXY = false;
      },
    );
    for (let i = 0; i < 11; i += 1)
      await signIn(stranger, { email: user.email, password: "another long one" }).catch(shown);
    await expect(signIn(stranger, { email: user.email, password })).rejects.toMatchObject({
      code: "rate_limited",
    });
    expect((await signIn(owner, { email: user.email, password })).token).toBeTruthy();
  });

  it("forgets the failures at the right password", async () => {
    const user = await makeUser({ password });
    const ctx = await apex();
    const attempt = (given: string) => signIn(ctx, { email: user.email, password: given }).catch(shown);
    const counted = () =>
      controlDb()
        .select({ points: rateLimits.points })
        .from(rateLimits)
        .where(like(rateLimits.key, `%${user.email}`));
    await attempt("another long one");
    await attempt("another long one");
    expect(await counted()).toEqual([{ points: 2 }]);
    await attempt(password);
    expect(await counted()).toEqual([]);
  });
});

describe("the cookie", () => {
  it("is the one that better-auth sets, host-only and out of reach of scripts", async () => {
    const user = await makeUser({ password });
    const ctx = await apex();
    const set = await controlDb().transaction((tx) =>
      withBetterAuth({ tx, ctx }, async (auth) => {
        const { headers } = await auth.api.signInEmail({
          body: { email: user.email, password },
          returnHeaders: true,
        });
        return headers.getSetCookie();
      }),
    );
    expect(set).toHaveLength(1);
    const [pair = "", ...flags] = (set[0] ?? "").split("; ");
    expect(flags.sort()).toEqual(["HttpOnly", "Max-Age=1209600", "Path=/", "SameSite=Lax"]);
    const credential = await credentialOf(at(env.APP_HOST, pair));
    expect(credential?.kind).toBe("session");
    expect((await apex(pair)).user?.id).toBe(user.id);
    expect(pair).toBe(cookieOf({ token: credential?.kind === "session" ? credential.token : "" }));
  });
});

describe("sign-up", () => {
  it("makes an account that can sign in, and tells nothing about one that was there", async () => {
    const email = `ana-${unique()}@acme.example`;
    const ctx = await apex();
    const first = await signUp(ctx, { name: "Ana", email, password });
    const again = await signUp(ctx, { name: "Eve", email: email.toUpperCase(), password: "eve's password" });
    expect(again).toEqual(first);
    expect((await signIn(ctx, { email, password })).token).toBeTruthy();
    await expect(signIn(ctx, { email, password: "eve's password" })).rejects.toMatchObject({
      code: "invalid",
    });
    const rows = await controlDb().select({ name: users.name }).from(users).where(eq(users.email, email));
    expect(rows).toEqual([{ name: "Ana" }]);
  });

  it("makes one account out of two sign-ups at once", async () => {
    const email = `ana-${unique()}@acme.example`;
    const ctx = await apex();
    const twice = [1, 2].map(() => signUp(ctx, { name: "Ana", email, password }));
    expect(await Promise.all(twice)).toEqual([undefined, undefined]);
  });

  it("says what is wrong with a password, and is at the apex alone", async () => {
    const input = { name: "Ana", email: `ana-${unique()}@acme.example`, password: "short" };
    await expect(signUp(await apex(), input)).rejects.toMatchObject({
      fields: { password: ["Use at least 10 characters."] },
    });
    const { headers } = await signedIn();
    const inside = await visitorOf(headers);
    await expect(signUp(inside, { ...input, password })).rejects.toMatchObject({ code: "not_found" });
  });

  it("works as hard for a known address as for a new one: one password is hashed, which is nearly all of its time", async () => {
    const known = (await makeUser({ password })).email;
    const ctx = await apex();
    for (const email of [known, `ana-${unique()}@acme.example`]) {
      expect(await hashesDuring(() => signUp(ctx, { name: "Ana", email, password }))).toBe(1);
    }
  });
});

describe("sign-out", () => {
  it("ends the session of this host and no other", async () => {
    const { headers, user } = await signedIn();
    const atApex = await makeSession(user.id, null);
    await signOut(await visitorOf(headers));
    await expect(contextOf(headers)).rejects.toMatchObject({ code: "unauthenticated" });
    expect((await apex(atApex)).user?.id).toBe(user.id);
    await signOut(await visitorOf(headers));
  });
});

const shown = (error: { code: string; message: string; fields?: unknown; details?: unknown }) => ({
  code: error.code,
  message: error.message,
  fields: error.fields,
  details: error.details,
});

/** How many passwords Node's own scrypt hashes meanwhile. */
async function hashesDuring(work: () => Promise<unknown>): Promise<number> {
  let hashes = 0;
  const hook = createHook({
    init: (_id, type) => {
      if (type === "SCRYPTREQUEST") hashes += 1;
    },
  }).enable();
  await work();
  hook.disable();
  return hashes;
}
