import { randomBytes } from "node:crypto";
import { type BrowserContext, expect, test } from "@playwright/test";
import { ask } from "./fixtures/ask";
import { at, fillSignIn, signIn } from "./fixtures/sign-in";

const newEmail = () => `ana-${randomBytes(5).toString("hex")}@acme.example`;
const password = "a long enough one";

/** The cookies that this browser would send to a workspace. */
async function cookieOf(context: BrowserContext, workspace: string): Promise<string> {
  const cookies = await context.cookies(at(workspace));
  return cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
}

test("from sign-up to a workspace of one's own", async ({ page }) => {
  const email = newEmail();
  const slug = `vela-${randomBytes(4).toString("hex")}`;
  await page.goto(at(null));
  await page.getByRole("link", { name: "Create a workspace" }).click();
  await page.getByLabel("Your name").fill("Ana Vela");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill("short");
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByText("Use at least 10 characters.")).toBeVisible();
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByText("If this address is new, your account is ready")).toBeVisible();
  await page.getByRole("button", { name: "Sign in" }).click();

  await expect(page.getByText("You are in no workspace yet")).toBeVisible();
  await page.getByRole("link", { name: "Create a workspace" }).click();
  await page.getByLabel("Name").fill("Acme");
  await expect(page.getByText("This address is taken. Free:")).toBeVisible();
  await page.getByLabel("Address").fill(slug);
  await expect(page.getByText("This address is free.")).toBeVisible();
  await page.getByRole("button", { name: "Create workspace" }).click();

  await expect(page).toHaveURL(at(slug));
  await expect(page.getByRole("button", { name: "Workspace: Acme" })).toBeVisible();
});

test("sign-up with a known address says the same, and changes nothing", async ({ page }) => {
  await page.goto(at(null, "/sign-up"));
  await page.getByLabel("Your name").fill("Somebody");
  await page.getByLabel("E-mail").fill("maren@acme.example");
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByText("If this address is new, your account is ready")).toBeVisible();
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText("do not belong together")).toBeVisible();
});

test("sign-in leads back to the page that asked for it", async ({ page }) => {
  await page.goto(at("acme", "/products?sort=-name"));
  await expect(page).toHaveURL(at("acme", "/sign-in?to=%2Fproducts%3Fsort%3D-name"));
  await fillSignIn(page, "maren@acme.example", "not the password");
  await expect(page.getByText("do not belong together")).toBeVisible();
  await fillSignIn(page, "maren@acme.example");
  await expect(page).toHaveURL(at("acme", "/products?sort=-name"));
});

test("one person, two workspaces: over by a code that works once", async ({ page, context }) => {
  await signIn(page, "tomas@acme.example");
  const entered = page.waitForRequest((request) => request.url().includes("/enter?code="));
  await page.getByRole("button", { name: /^Workspace:/ }).click();
  await page.getByRole("menuitem", { name: /Fjordlys/ }).click();
  await expect(page).toHaveURL(at("fjordlys"));
  await context.clearCookies();
  await page.goto((await entered).url());
  await expect(page.getByText("The way in was used already")).toBeVisible();
});

test("nobody is signed in as somebody else by a link", async ({ page, context, browser }) => {
  await signIn(page, "tomas@acme.example");
  const mine = await cookieOf(context, "acme");
  // The way over, as somebody would walk it who keeps its last step for another browser.
  const next = async (url: string, cookie = "") => (await ask(url, { cookie })).headers.location ?? "";
  const link = await next(await next(await next(at("acme", "/open/fjordlys"), mine)), mine);
  expect(link).toContain(at("fjordlys", "/enter?code="));
  const other = await browser.newContext();
  const victim = await other.newPage();
  await victim.goto(link);
  await expect(victim).toHaveURL(at("fjordlys", "/sign-in?reason=code"));
  expect((await other.cookies()).filter(({ name }) => name.endsWith("tenantry.session"))).toEqual([]);
  await other.close();
});

test("no page of a workspace is kept by a cache", async ({ page, context }) => {
  await signIn(page, "ines@acme.example");
  const cookie = await cookieOf(context, "acme");
  for (const path of ["/", "/deals", "/nothing-here"]) {
    const { headers } = await ask(at("acme", path), { cookie });
    expect(headers["cache-control"], path).toContain("no-store");
  }
});

test("a session is worth nothing on another host", async ({ page, context }) => {
  await signIn(page, "tomas@acme.example");
  const [session] = (await context.cookies()).filter(({ name }) => name.endsWith("tenantry.session"));
  expect(session).toMatchObject({ httpOnly: true, sameSite: "Lax", domain: new URL(at("acme")).hostname });
  const cookie = `${session?.name}=${session?.value}`;
  expect((await ask(at("acme"), { cookie })).status).toBe(200);
  for (const url of [at("fjordlys"), at(null, "/workspaces")]) {
    const answer = await ask(url, { cookie });
    expect(answer.status).toBe(307);
    expect(answer.headers.location).toContain("/sign-in");
  }
});

test("sign-out ends the session, and not only the cookie", async ({ page, context }) => {
  await signIn(page, "ines@acme.example");
  const cookies = await context.cookies();
  await page.getByRole("button", { name: /Ines Faro/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL(at("acme", "/sign-in"));
  await context.addCookies(cookies);
  await page.goto(at("acme"));
  await expect(page).toHaveURL(at("acme", "/sign-in"));
});

test("somebody who is not in the workspace sees what nobody sees, and a way out", async ({ page }) => {
  await page.goto(at("hanami", "/sign-in"));
  await fillSignIn(page, "maren@acme.example");
  await expect(page.getByText("There is nothing here for you")).toBeVisible();
  await expect(page.getByText("Hanami")).toHaveCount(0);
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL(at("hanami", "/sign-in"));
});

test("hosts lead where they should, and nowhere else", async () => {
  const status = async (url: string, headers = {}) => (await ask(url, headers)).status;
  expect(await status(at(null))).toBe(200);
  expect(await status(at("acme", "/sign-in"))).toBe(200);
  for (const url of [
    at("no-such-workspace"),
    at("no-such-workspace", "/sign-in"),
    at("www"),
    at("a.acme"),
    at(null, "/deals"),
    at(null, "/t/acme"),
    at("acme", "/t/acme/deals"),
    at("acme", "/t/hanami"),
  ])
    expect(await status(url), url).toBe(404);
  const forwarded = { "x-forwarded-host": new URL(at("acme")).host };
  expect(await status(at("no-such-workspace"), forwarded)).toBe(404);
});

test("every page carries the headers that a browser obeys", async () => {
  for (const url of [at(null), at("acme", "/sign-in"), at("no-such-workspace")]) {
    const { headers } = await ask(url);
    expect(headers["content-security-policy"]).toMatch(
      /script-src 'self' 'nonce-[\w-]+' 'strict-dynamic'(;|$)/,
    );
    expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
    expect(headers).toMatchObject({
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "referrer-policy": "same-origin",
    });
    expect(headers).not.toHaveProperty("x-powered-by");
  }
});
