import { expect, test } from "@playwright/test";
import { makeCompany, makeContact, signedIn, signIn } from "@/db/factories";
import { pageOf } from "./fixtures";

test("a company is created, given a parent and a contact, edited, deleted and brought back", async ({
  browser,
}) => {
  const me = await signedIn("owner");
  const page = await pageOf(browser, me);

  await page.goto("/companies");
  await page.getByRole("heading", { name: "No companies yet" }).waitFor();
  await page.keyboard.press("c");
  await expect(page).toHaveTitle(/^New company/);
  await page.getByRole("textbox", { name: "Name" }).fill("Golddex");
  await page.getByLabel("Domain").fill("not a domain");
  await page.getByLabel("Annual revenue").fill("52.10");
  await page.getByRole("button", { name: "Create company" }).click();
  await expect(page.getByText("This is not a web domain: it reads like company.com.")).toBeVisible();
  await page.getByLabel("Domain").fill("https://golddex.example/");
  await page.getByRole("button", { name: "Create company" }).click();
  await expect(page).toHaveTitle(/^Golddex/);
  await expect(page.getByRole("link", { name: "golddex.example" })).toBeVisible();

  await page.getByRole("link", { name: "New contact" }).click();
  await page.getByLabel("First name").fill("Amara");
  await expect(page.getByRole("combobox", { name: "Company" })).toHaveValue("Golddex");
  await page.getByRole("button", { name: "Create contact" }).click();
  await expect(page).toHaveTitle(/^Amara/);
  await page.getByRole("link", { name: "Golddex" }).click();
  await expect(page.getByRole("link", { name: "Amara" })).toBeVisible();

  const parent = await makeCompany(me.ctx, { name: "Massive Dynamic" });
  await page.keyboard.press("e");
  await expect(page).toHaveTitle(/^Edit company/);
  await page.getByRole("combobox", { name: "Parent company" }).fill("mass");
  await page.getByRole("option", { name: "Massive Dynamic" }).click();
  await page.getByRole("button", { name: "Save company" }).click();
  await expect(page.getByText("Parent company: empty → Massive Dynamic")).toBeVisible();
  await page.goto(`/companies/${parent.id}`);
  await expect(page.getByRole("region", { name: "Subsidiaries" })).toContainText("Golddex");

  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await expect(page).toHaveTitle(/^Companies/);
  await expect(page.getByRole("link", { name: "Massive Dynamic" })).toBeHidden();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("link", { name: "Massive Dynamic" })).toBeVisible();
});

test("the list is searched, filtered and sorted, and its address brings a colleague to the same", async ({
  browser,
}) => {
  const me = await signedIn("owner");
  await makeCompany(me.ctx, { name: "Betatech", industry: "medical", annualRevenueMinor: 100n });
  await makeCompany(me.ctx, { name: "Bioplex", industry: "medical", annualRevenueMinor: 200n });
  await makeCompany(me.ctx, { name: "Blackzim", industry: "retail" });
  const page = await pageOf(browser, me);
  const names = (of = page) => of.locator("a[data-row]").allTextContents();

  await page.goto("/companies");
  await page.getByRole("combobox", { name: "Industry" }).click();
  await page.getByRole("option", { name: "medical" }).click();
  await expect.poll(() => names()).toEqual(["Betatech", "Bioplex"]);
  await page.getByRole("link", { name: "Annual revenue" }).click();
  await expect(page).toHaveURL(/sort=-?revenue/);
  await page.getByRole("searchbox").fill("b");
  await expect(page).toHaveURL(/q=b/);
  const colleague = await pageOf(browser, me);
  await colleague.goto(page.url());
  await expect.poll(() => names(colleague)).toEqual(await names());
  expect(await names(colleague)).toHaveLength(2);
});

test("another workspace's company is as if it were not there, and a viewer is told who can add one", async ({
  browser,
}) => {
  const stranger = await signedIn("owner");
  const { id } = await makeCompany(stranger.ctx, { name: "Isdom" });
  await makeContact(stranger.ctx, { companyId: id });
  const viewer = await signIn((await signedIn("owner")).tenant, "viewer");
  const page = await pageOf(browser, viewer);
  for (const target of [id, "00000000-0000-7000-8000-000000000000", "nothing"]) {
    const response = await page.goto(`/companies/${target}`);
    expect(response?.status()).toBe(404);
    await expect(page.getByText("Isdom")).toHaveCount(0);
  }
  await page.goto("/companies");
  await page.getByRole("button", { name: "New company" }).first().hover();
  await expect(page.getByRole("tooltip")).toContainText("Owner, Admin, Manager");
  expect((await page.goto("/companies/new"))?.status()).toBe(403);
});
