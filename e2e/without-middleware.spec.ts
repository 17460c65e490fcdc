import { randomUUID } from "node:crypto";
import { expect, test } from "@playwright/test";
import { ask } from "./fixtures/ask";
import { at, signIn } from "./fixtures/sign-in";
import { type Bare, serveWithoutMiddleware } from "./fixtures/without-middleware";

// What may be known of acme from outside, if anything leaks.
const inside = /Isdom|Konex|Maren Holt|Darcel Schlecht/;
const hostOf = (workspace: string | null) => new URL(at(workspace)).host;
const fill = (route: string) =>
  route
    .replace("[tenant]", "acme")
    .replace("[...rest]", "anything")
    .replaceAll(/\[[^\]]+\]/g, randomUUID());

let bare: Bare;
test.beforeAll(async () => {
  bare = await serveWithoutMiddleware();
});
test.afterAll(() => bare?.stop());

const visit = (path: string, headers: Record<string, string>) =>
  ask(`http://localhost:${bare.port}${path}`, headers);

/** Calls an action without arguments, as a script would. */
const call = (route: string, id: string, headers: Record<string, string>) =>
  ask(
    `http://localhost:${bare.port}${fill(route)}`,
    { "next-action": id, "content-type": "text/plain;charset=UTF-8", ...headers },
    "[]",
  );

async function cookieOfAcme(page: Parameters<typeof signIn>[0]): Promise<string> {
  await signIn(page, "maren@acme.example");
  const cookies = await page.context().cookies();
  return cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
}

test("without the middleware no page of a workspace opens", async ({ page }) => {
  const cookie = await cookieOfAcme(page);
  const pages = bare.routes.filter((route) => route.startsWith("/t/[tenant]")).map(fill);
  expect(pages.length).toBeGreaterThan(5);
  const hosts = ["hanami", "no-such-workspace", null].map(hostOf);
  const visitors: Record<string, string>[] = [
    { host: hostOf("acme") },
    ...hosts.map((host) => ({ host })),
    ...hosts.map((host) => ({ host, cookie })),
    { host: "evil.example", cookie },
    { host: hostOf("hanami"), cookie, "x-forwarded-host": hostOf("acme") },
  ];
  for (const path of pages) {
    for (const headers of visitors) {
      const answer = await visit(path, headers);
      const told = `${path} for ${JSON.stringify(headers)}`;
      if (answer.status === 307) expect(answer.headers.location, told).toMatch(/^\/sign-in/);
      // A download answers programs too: with a status in place of a page to sign in on.
      else expect([401, 404], told).toContain(answer.status);
      expect(answer.body, told).not.toMatch(inside);
    }
  }
  expect((await visit("/t/acme", { host: hostOf("acme"), cookie })).body).toContain("Maren Holt");
});

test("nor one of the console", async ({ page }) => {
  const cookie = await cookieOfAcme(page);
  const pages = bare.routes.filter((route) => route.startsWith("/admin")).map(fill);
  expect(pages.length).toBeGreaterThan(5);
  for (const path of pages) {
    for (const host of ["admin", "acme", null].map(hostOf)) {
      const answer = await visit(path, { host, cookie });
      const told = `${path} at ${host}`;
      expect([303, 307, 404], told).toContain(answer.status);
      if (answer.status !== 404) expect(answer.headers.location, told).toMatch(/^\/(sign-in|tenants)/);
      expect(answer.body, told).not.toMatch(/Hanami Supply|Noor Haddad/);
    }
  }
});

test("without the middleware the apex's pages stay on the apex", async () => {
  for (const path of ["/", "/workspaces", "/workspaces/new"])
    expect((await visit(path, { host: hostOf("acme") })).status).toBe(404);
  expect((await visit("/", { host: hostOf("no-such-workspace") })).status).toBe(404);
  expect((await visit("/", { host: hostOf(null) })).status).toBe(200);
});

test("without the middleware no action acts", async ({ page }) => {
  const cookie = await cookieOfAcme(page);
  // Signing out is for everybody, and does nothing for nobody.
  const actions = bare.actions.filter(({ name }) => name !== "signOutAction");
  expect(actions.length).toBeGreaterThan(10);
  const atDoor = ["signInAction", "signUpAction", "signUpInvitedAction"];
  for (const { id, name, route } of actions) {
    const origin = (workspace: string | null) => at(workspace).slice(0, -1);
    const strangers: Record<string, string>[] = [
      { host: hostOf("acme"), origin: origin("acme") },
      { host: hostOf("hanami"), origin: origin("hanami"), cookie },
      { host: hostOf(null), origin: origin(null), cookie },
    ];
    for (const headers of strangers) {
      const { body } = await call(route, id, headers);
      expect(body, name).not.toContain('"ok":true');
      // The empty input is refused by all of them, so what counts is that nobody got as far: signing in and up aside.
      const refusal = atDoor.includes(name) ? /"ok":false/ : /"code":"(unauthenticated|not_found)"/;
      expect(body, `${name} ${JSON.stringify(headers)}`).toMatch(refusal);
    }
    const forged: Record<string, string>[] = [
      { host: hostOf("acme"), cookie },
      { host: hostOf("acme"), cookie, origin: "null" },
      { host: hostOf("acme"), cookie, origin: origin("hanami") },
      { host: hostOf("acme"), cookie, origin: "http://evil.example" },
    ];
    for (const headers of forged) {
      const { status, body } = await call(route, id, headers);
      expect(body, name).not.toContain('"ok":true');
      // By the kernel, or by Next before it.
      expect(status >= 400 || body.includes('"code":"forbidden"'), `${name} ${JSON.stringify(headers)}`).toBe(
        true,
      );
    }
  }
});
