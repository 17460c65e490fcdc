import { expect, type Page, test } from "@playwright/test";
import { signedIn, visiting } from "@/db/factories";
import { pageOf } from "./fixtures";
import { problems } from "./fixtures/axe";
import { consoleOf } from "./fixtures/console";
import { at, fillSignIn } from "./fixtures/sign-in";
import { furnished } from "./fixtures/workspace";

const desk = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };

/** Light and dark at a desk, and light on a phone, where the content is laid out anew. */
async function check(page: Page, path: string): Promise<void> {
  await page.setViewportSize(desk);
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  await page.goto(path);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
  expect(await problems(page), `${path} in light`).toEqual([]);
  await page.emulateMedia({ colorScheme: "dark" });
  await expect(page.locator("html")).toHaveClass(/dark/);
  expect(await problems(page), `${path} in dark`).toEqual([]);
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize(phone);
  expect(await problems(page), `${path} on a phone`).toEqual([]);
  const scrollWidth = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(scrollWidth, `${path} fits on a phone`).toBeLessThanOrEqual(phone.width);
}

test("every page of a workspace is accessible, in light, in dark and on a phone", async ({ browser }) => {
  test.setTimeout(300_000);
  const { me, pages } = await furnished();
  const page = await pageOf(browser, me);
  for (const path of pages) await test.step(path, () => check(page, path));
});

test("so are the pages for those who are not in yet", async ({ page }) => {
  const paths = ["/", "/sign-in?reason=code", "/sign-up", "/nowhere"];
  for (const path of paths) await test.step(path, () => check(page, at(null, path)));
});

test("so are the pages between workspaces", async ({ page }) => {
  await page.goto(at(null, "/sign-in"));
  await fillSignIn(page, "tomas@acme.example");
  await expect(page).toHaveURL(at(null, "/workspaces"));
  for (const path of ["/workspaces", "/workspaces/new"])
    await test.step(path, () => check(page, at(null, path)));
});

test("so are the console's pages, and a workspace that support looks into", async ({ browser }) => {
  test.setTimeout(180_000);
  const { tenant, ...owner } = await signedIn("owner");
  const visit = await visiting(tenant);
  const page = await consoleOf(browser, visit.operator);
  const lists = ["tenants", "placements", "moves", "migrations", "audit", "operators", "nothing"];
  for (const path of [...lists.map((name) => `/${name}`), "/tenants/new", `/tenants/${tenant.tenantId}`])
    await test.step(path, () => check(page, path));
  await page.setViewportSize(desk);
  await page.getByRole("button", { name: "Enter as support" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  expect(await problems(page)).toEqual([]);
  await check(await pageOf(browser, owner), "/settings/support");
  await check(await pageOf(browser, visit), "/companies");
});

test("so is what opens on top: the command menu, the shortcuts, a menu", async ({ browser }) => {
  const { me } = await furnished();
  const page = await pageOf(browser, me);
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.goto("/deals");
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Search and commands" }).fill("canc");
  await expect(page.getByRole("option", { name: /^Cancity/ })).toBeVisible();
  expect(await problems(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Shortcuts" })).toBeVisible();
  expect(await problems(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: /^Account/ }).click();
  await expect(page.getByRole("menuitem", { name: "Sign out" })).toBeVisible();
  // An open menu stands over the page, outside its landmarks; the focus is in it.
  expect(await problems(page, ["region"])).toEqual([]);
});

test("the first Tab offers to skip to the content, and it does", async ({ browser }) => {
  const { me } = await furnished();
  const page = await pageOf(browser, me);
  await page.goto("/companies");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to the content" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();
});
