import { expect, test } from "@playwright/test";
import { eq } from "drizzle-orm";
import { controlDb } from "@/db/control";
import { makeCompany, makeContact, signedIn, signIn } from "@/db/factories";
import { tenants } from "@/db/schema/control";
import { pageOf } from "./fixtures";
import { at } from "./fixtures/sign-in";

test("Ctrl K finds a record, a place and an action, by keyboard alone", async ({ browser }) => {
  const me = await signedIn("owner");
  const { id: companyId } = await makeCompany(me.ctx, { name: "Cancity" });
  await makeContact(me.ctx, { firstName: "Amara", lastName: "Quist", companyId });
  const page = await pageOf(browser, me);
  await page.goto("/companies");
  await page.keyboard.press("Control+k");
  const field = page.getByRole("combobox", { name: "Search and commands" });
  await field.fill("quis");
  await expect(page.getByRole("option", { name: "Amara Quist" })).toContainText("Cancity");
  await field.fill("canc");
  await expect(page.getByRole("option", { name: /^Cancity/ })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/companies/${companyId}$`));

  await page.keyboard.press("Control+k");
  await field.fill("prod");
  await page.getByRole("option", { name: "Products" }).click();
  await expect(page).toHaveTitle(/^Products/);
  await page.keyboard.press("Control+k");
  await field.fill("new prod");
  await page.getByRole("option", { name: "New product" }).click();
  await expect(page).toHaveTitle(/^New product/);
});

test("a viewer sees why not, and who can grant it", async ({ browser }) => {
  const { tenant } = await signedIn("owner");
  const page = await pageOf(browser, await signIn(tenant, "viewer"));
  await page.goto("/products");
  const create = page.locator("header").getByRole("button", { name: "New product" });
  await create.focus();
  await expect(page.getByRole("tooltip")).toContainText("It comes with: Owner, Admin, Manager");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/products$/);

  expect((await page.goto("/products/new"))?.status()).toBe(403);
  await expect(page.getByText(/does not allow this \(product:create\).*It comes with: Owner/)).toBeVisible();
  await page.getByRole("link", { name: "Why?" }).click();
  await expect(page.getByRole("heading", { name: "You may not add products." })).toBeVisible();
});

test("what is not there says so: an address, a record, a workspace", async ({ browser }) => {
  const me = await signedIn("owner");
  const page = await pageOf(browser, me);
  for (const path of ["/nothing", "/deals/not-an-id", "/companies/00000000-0000-7000-8000-000000000000"]) {
    expect((await page.goto(path))?.status()).toBe(404);
    await expect(page.getByText("There is nothing here")).toBeVisible();
    await expect(page.getByRole("link", { name: "Dashboard" }).first()).toBeVisible();
  }
  expect((await page.goto(at("no-such-workspace")))?.status()).toBe(404);
  await expect(page.getByText("There is nothing here for you")).toBeVisible();
});

test("without a session every page asks to sign in, and leads back", async ({ browser }) => {
  const { tenant } = await signedIn("owner");
  const page = await (await browser.newContext()).newPage();
  await page.goto(at(tenant.slug, "/deals?q=gtx"));
  await expect(page).toHaveURL(at(tenant.slug, `/sign-in?to=${encodeURIComponent("/deals?q=gtx")}`));
});

test("a suspended workspace can be read and not changed, and says so", async ({ browser }) => {
  const me = await signedIn("owner");
  await makeCompany(me.ctx, { name: "Cancity" });
  await controlDb().update(tenants).set({ status: "suspended" }).where(eq(tenants.id, me.tenant.tenantId));
  const page = await pageOf(browser, me);
  await page.goto("/companies");
  await expect(page.getByText("This workspace is suspended")).toBeVisible();
  await expect(page.getByRole("link", { name: "Cancity" })).toBeVisible();
  expect((await page.goto("/companies/new"))?.status()).toBe(403);
  await expect(
    page.locator("main").getByText(/it can be read, and not changed.*Nothing was changed/),
  ).toBeVisible();
});

test("the rail remembers its width, and people its theme", async ({ browser }) => {
  const page = await pageOf(browser, await signedIn("owner"));
  await page.goto("/settings/members");
  await page.getByRole("button", { name: "Narrow the navigation" }).click();
  await page.reload();
  await expect(page.getByRole("button", { name: "Widen the navigation" })).toBeVisible();
  await page.getByRole("button", { name: /^Account/ }).click();
  await page.getByRole("menuitemcheckbox", { name: "Dark" }).click();
  await expect(page.locator("html")).toHaveClass(/dark/);
  await page.reload();
  await expect(page.locator("html")).toHaveClass(/dark/);
});
