import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { controlDb } from "@/db/control";
import { makeSession, makeTenant, makeUser, signedIn, type TestUser, unique } from "@/db/factories";
import { memberships, sessions, tenants, verifications } from "@/db/schema/control";
import { SESSION_COOKIE, signToken } from "@/lib/auth/builtin/cookie";
import { env } from "@/lib/env";
import { contextOf, visitorOf } from "@/lib/kernel/context";
import { knockOf } from "./codes";
import { createWorkspace, enterWorkspace, openWorkspace } from "./commands";
import { checkSlug, listMyWorkspaces } from "./queries";
import { enterRoute, knockRoute, openRoute } from "./routes";

const at = (slug: string | null, cookie = "") =>
  new Headers({ host: slug ? `${slug}.${env.APP_HOST}` : env.APP_HOST, cookie });
const guest = (slug: string | null) => visitorOf(at(slug));
const input = (slug: string) => ({
  name: "Acme",
  slug,
  zone: "Europe/Berlin",
  currency: "EUR",
  locale: "de-DE",
});

async function atApex(given?: TestUser) {
  const user = given ?? (await makeUser());
  return { user, ctx: await visitorOf(at(null, await makeSession(user.id, null))) };
}

/** What a browser was given at the door, and shows there. */
const key = "a-browser-of-its-own";
const knock = knockOf(key);

const codeIn = (url: string) => new URL(url).searchParams.get("code") ?? "";
const cookieOf = ({ token }: { token: string }) =>
  `${SESSION_COOKIE}=${encodeURIComponent(signToken(token))}`;

describe("a new workspace", () => {
  it("belongs to the person who made it, and opens at once", async () => {
    const { ctx, user } = await atApex();
    const slug = `acme-${unique()}`;
    const door = (await createWorkspace(ctx, input(slug))).url;
    expect(door).toBe(`http://${slug}.${env.APP_HOST}/enter/knock?from=-&to=%2F`);
    const { url } = await openWorkspace(ctx, { workspace: slug, knock });
    expect(new URL(url).host).toBe(`${slug}.${env.APP_HOST}`);
    const session = await enterWorkspace(await guest(slug), { code: codeIn(url), key });
    const inside = await contextOf(at(slug, session ? cookieOf(session) : ""));
    expect(inside.tenant.settings).toEqual({ zone: "Europe/Berlin", currency: "EUR", locale: "de-DE" });
    expect(inside.member).toMatchObject({ email: user.email, roles: ["owner"] });
    expect(await listMyWorkspaces(inside, undefined)).toMatchObject([{ slug, current: true }]);
  });

  it("is made once, when two are asked for at once under one slug", async () => {
    const [ana, ben] = await Promise.all([atApex(), atApex()]);
    const slug = `acme-${unique()}`;
    const outcomes = await Promise.allSettled([ana, ben].map(({ ctx }) => createWorkspace(ctx, input(slug))));
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(outcomes.find(({ status }) => status === "rejected")).toMatchObject({
      reason: { code: "conflict", fields: { slug: [expect.stringContaining("taken")] } },
    });
    const rows = await controlDb().select({ id: tenants.id }).from(tenants).where(eq(tenants.slug, slug));
    expect(rows).toHaveLength(1);
  });

  it.each([
    ["slug", { slug: "www" }],
    ["slug", { slug: "Ac me" }],
    ["zone", { zone: "Mars/Olympus" }],
    ["currency", { currency: "XYZ" }],
    ["locale", { locale: "not a locale" }],
    ["name", { name: "  " }],
  ])("says what is wrong with its %s", async (field, wrong) => {
    const { ctx } = await atApex();
    const refused = createWorkspace(ctx, { ...input(`acme-${unique()}`), ...wrong });
    await expect(refused).rejects.toMatchObject({
      code: "invalid",
      fields: { [field]: [expect.any(String)] },
    });
  });

  it("is made by somebody who is signed in, at the apex", async () => {
    await expect(createWorkspace(await guest(null), input("acme-x"))).rejects.toMatchObject({
      code: "unauthenticated",
    });
    const { ctx } = await signedIn();
    await expect(createWorkspace(ctx, input("acme-x"))).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("a slug", () => {
  it("is free, taken with free ones in its place, or impossible", async () => {
    const { ctx } = await atApex();
    const { slug } = await makeTenant();
    await makeTenant({ slug: `${slug}-hq` });
    expect(await checkSlug(ctx, { slug: `acme-${unique()}` })).toEqual({ problem: null, free: [] });
    expect(await checkSlug(ctx, { slug: slug.toUpperCase() })).toEqual({
      problem: `This address is taken. Free: ${slug}-team, ${slug}-co.`,
      free: [`${slug}-team`, `${slug}-co`],
    });
    expect((await checkSlug(ctx, { slug: "a" })).problem).toBe("Use at least 3 characters.");
  });

  it("stays taken when its workspace is deleted", async () => {
    const { ctx } = await atApex();
    const { slug, tenantId } = await makeTenant();
    await controlDb().update(tenants).set({ deletedAt: new Date() }).where(eq(tenants.id, tenantId));
    expect((await checkSlug(ctx, { slug })).problem).toContain("taken");
  });
});

describe("a one-time code", () => {
  async function twoWorkspaces() {
    const { tenant, ctx, user, cookie } = await signedIn();
    const other = await makeTenant({ owner: { ...user, userId: user.id } });
    return { tenant, other, ctx, user, cookie };
  }

  it("leads from one workspace into another, once", async () => {
    const { ctx, other } = await twoWorkspaces();
    const { url } = await openWorkspace(ctx, { workspace: other.slug, to: "/deals?q=a", knock });
    expect(new URL(url).searchParams.get("to")).toBe("/deals?q=a");
    const door = await guest(other.slug);
    const both = await Promise.all([1, 2].map(() => enterWorkspace(door, { code: codeIn(url), key })));
    const [session] = both.filter((value) => value !== null);
    expect(both.filter((value) => value === null)).toHaveLength(1);
    expect((await contextOf(at(other.slug, session ? cookieOf(session) : ""))).tenantId).toBe(other.tenantId);
    expect(await enterWorkspace(door, { code: codeIn(url), key })).toBeNull();
  });

  it("leads to the apex as well", async () => {
    const { ctx, user } = await twoWorkspaces();
    const { url } = await openWorkspace(ctx, { workspace: null, knock });
    const session = await enterWorkspace(await guest(null), { code: codeIn(url), key });
    expect((await visitorOf(at(null, session ? cookieOf(session) : ""))).user?.id).toBe(user.id);
  });

  it("opens nothing on another host, after its time, or when it is made up", async () => {
    const { ctx, tenant, other } = await twoWorkspaces();
    const { url } = await openWorkspace(ctx, { workspace: other.slug, knock });
    const code = codeIn(url);
    expect(await enterWorkspace(await guest(tenant.slug), { code, key })).toBeNull();
    expect(await enterWorkspace(await guest(null), { code, key })).toBeNull();
    expect(await enterWorkspace(await guest(other.slug), { code: `${code}x`, key })).toBeNull();
    await controlDb()
      .update(verifications)
      .set({ expiresAt: new Date(Date.now() - 1000) })
      .where(eq(verifications.value, ctx.user?.id ?? ""));
    expect(await enterWorkspace(await guest(other.slug), { code, key })).toBeNull();
  });

  it("is stored as a hash", async () => {
    const { ctx, user, other } = await twoWorkspaces();
    const code = codeIn((await openWorkspace(ctx, { workspace: other.slug, knock })).url);
    const rows = await controlDb().select().from(verifications).where(eq(verifications.value, user.id));
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(code);
  });

  it("is not given, nor honoured, without a membership", async () => {
    const { ctx, other } = await twoWorkspaces();
    const foreign = await makeTenant();
    const unknown = openWorkspace(ctx, { workspace: "no-such-workspace" });
    const notMine = openWorkspace(ctx, { workspace: foreign.slug });
    const [first, second] = await Promise.all([unknown, notMine].map((refused) => refused.catch(String)));
    expect(first).toBe(second);
    const { url } = await openWorkspace(ctx, { workspace: other.slug, knock });
    await controlDb()
      .update(memberships)
      .set({ status: "suspended" })
      .where(eq(memberships.tenantId, other.tenantId));
    expect(await enterWorkspace(await guest(other.slug), { code: codeIn(url), key })).toBeNull();
    expect(await listMyWorkspaces(ctx, undefined)).toHaveLength(1);
  });

  it("ends the session that it replaces", async () => {
    const { ctx, user, other } = await twoWorkspaces();
    const old = await makeSession(user.id, other.tenantId);
    const { url } = await openWorkspace(ctx, { workspace: other.slug, knock });
    await enterWorkspace(await visitorOf(at(other.slug, old)), { code: codeIn(url), key });
    const rows = await controlDb().select().from(sessions).where(eq(sessions.userId, user.id));
    expect(rows.filter((row) => row.tenantId === other.tenantId)).toHaveLength(1);
    await expect(contextOf(at(other.slug, old))).rejects.toMatchObject({ code: "unauthenticated" });
  });

  it("opens nothing in another browser: nobody is sent in under somebody else's name", async () => {
    const { ctx, other } = await twoWorkspaces();
    const { url } = await openWorkspace(ctx, { workspace: other.slug, knock });
    for (const stranger of ["", "another-browser", knock])
      expect(await enterWorkspace(await guest(other.slug), { code: codeIn(url), key: stranger })).toBeNull();
    expect(await enterWorkspace(await guest(other.slug), { code: codeIn(url), key })).not.toBeNull();
  });

  it("travels by address: to the door for a key, back for a code, and in; a bad code leads to help", async () => {
    const { tenant, other, cookie } = await twoWorkspaces();
    const open = (query: string, as: string, slug = other.slug) =>
      openRoute(new Request(`http://x/open/${slug}?${query}`, { headers: at(tenant.slug, as) }), {
        params: Promise.resolve({ workspace: slug }),
      });
    const ends = { params: Promise.resolve({}) };
    const first = (await open("to=//evil.com", cookie)).headers.get("location") ?? "";
    expect(first).toBe(`http://${other.slug}.${env.APP_HOST}/enter/knock?from=${tenant.slug}&to=%2F`);
    const door = await knockRoute(new Request(first, { headers: at(other.slug) }), ends);
    expect(door.headers.get("set-cookie")).toMatch(
      /^tenantry\.key=[\w-]{32}; Path=\/; Max-Age=60; HttpOnly; SameSite=Lax$/,
    );
    const back = new URL(door.headers.get("location") ?? "");
    expect(`${back.host}${back.pathname}`).toBe(`${tenant.slug}.${env.APP_HOST}/open/${other.slug}`);
    const second = (await open(back.search.slice(1), cookie)).headers.get("location") ?? "";
    expect(second).toMatch(
      new RegExp(`^http://${other.slug}\\.${env.APP_HOST}/enter\\?code=[\\w-]{32}&to=%2F$`),
    );
    const given = door.headers.get("set-cookie")?.split(/[=;]/)[1] ?? "";
    const entered = await enterWorkspace(await guest(other.slug), { code: codeIn(second), key: given });
    expect(entered).not.toBeNull();

    expect((await open("", "")).headers.get("location")).toBe(`/sign-in?to=%2Fopen%2F${other.slug}`);
    expect((await open("", cookie, "no-such-workspace")).headers.get("location")).toBe("/workspaces");
    const away = new Request("http://x/enter/knock?from=evil.com/", { headers: at(other.slug) });
    const refused = await knockRoute(away, ends);
    expect([refused.status, refused.headers.get("cache-control")]).toEqual([422, "no-store"]);
    const madeUp = new Request("http://x/enter?code=made-up", { headers: at(other.slug) });
    expect((await enterRoute(madeUp, ends)).headers.get("location")).toBe("/sign-in?reason=code");
  });
});
