import { readFile } from "node:fs/promises";
import { expect, type Page, test } from "@playwright/test";
import { adminOf, makeCompany, makeProduct, signedIn, signIn } from "@/db/factories";
import { lastAudit } from "@/db/factories/audit";
import { pageOf } from "./fixtures";

/** What the page's own browser gets from an address. */
const download = (page: Page, path: string) =>
  page.evaluate(async (url) => {
    const response = await fetch(url);
    return { status: response.status, text: await response.text() };
  }, path);

const nowhere = "00000000-0000-7000-8000-000000000000";

test("who did what: filtered, opened, verified, taken out as a file", async ({ browser }) => {
  const owner = await signedIn("owner");
  const rep = await signIn(owner.tenant, "sales_rep");
  const { id } = await makeCompany(owner.ctx, { name: "Cancity", employeeCount: 2400 });
  await makeProduct(owner.ctx, { name: "GTX Basic" });
  const colleague = await pageOf(browser, rep);
  await colleague.goto(`/companies/${id}/edit`);
  await colleague.getByLabel("Employees").fill("2448");
  await colleague.getByRole("button", { name: "Save company" }).click();
  await expect(colleague).toHaveURL(`/companies/${id}`);

  const page = await pageOf(browser, owner);
  await page.goto("/settings/audit");
  await expect(page.getByText("6 entries in one chain")).toBeVisible();
  const rows = page.locator("tbody tr");
  await expect(rows).toHaveCount(6);

  await page.getByRole("combobox", { name: "Action" }).fill("company");
  await page.getByRole("option", { name: "Company edited" }).click();
  await expect(rows).toHaveCount(1);
  await expect(page).toHaveURL(/f\.action=company\.updated/);
  await rows.getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Company edited");
  await expect(page.getByText("Employees: 2,400 → 2,448")).toBeVisible();
  await expect(page.getByRole("link", { name: "Cancity" })).toHaveAttribute("href", `/companies/${id}`);

  await page.getByRole("link", { name: "All entries about it" }).click();
  await expect(rows).toHaveCount(2);
  await page.getByRole("combobox", { name: "Person" }).fill("System");
  await page.getByRole("option", { name: "System and support" }).click();
  await expect(page.getByText("Nothing matches")).toBeVisible();
  await page.getByRole("button", { name: "Clear search and filters" }).click();
  await expect(rows).toHaveCount(6);
  await page.getByLabel("To", { exact: true }).fill("2020-01-01");
  await expect(page.getByText("Nothing matches")).toBeVisible();
  await page.getByRole("button", { name: "Clear search and filters" }).click();

  await page.getByRole("button", { name: "Verify" }).click();
  await expect(page.getByText("Workspace: every entry is as it was written")).toBeVisible();
  await expect(page.getByText("Platform: every entry is as it was written")).toBeVisible();

  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Export" }).click(),
  ]);
  expect(file.suggestedFilename()).toMatch(/^audit-acme-.+\.csv$/);
  const lines = (await readFile(await file.path(), "utf8")).trim().split("\r\n");
  expect(lines).toHaveLength(7);
  expect(lines[1]).toMatch(/^6,.*company\.updated.*[0-9a-f]{64}$/);
  await page.reload();
  await expect(rows.first()).toContainText("Audit log exported");

  await page.getByRole("link", { name: "Platform" }).click();
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText("Workspace created");
});

test("a log that was tampered with says so", async ({ browser }) => {
  const owner = await signedIn("owner");
  await makeCompany(owner.ctx);
  const admin = adminOf(owner.ctx);
  await admin`update audit_logs set ip = '203.0.113.7' where tenant_id = ${owner.ctx.tenantId} and seq = 2`;
  await admin.end();
  const page = await pageOf(browser, owner);
  await page.goto("/settings/audit");
  await page.getByRole("button", { name: "Verify" }).click();
  await expect(page.getByText("Workspace: this log is not as it was written")).toBeVisible();
  await expect(page.getByText(/^#2 member\.added of .+ was edited\.$/)).toBeVisible();
});

test("another workspace's entries are none, and a role without the permission sees no log", async ({
  browser,
}) => {
  const theirs = await signedIn("owner");
  const { id: company } = await makeCompany(theirs.ctx, { name: "Zotware secret" });
  const entry = await lastAudit(theirs.ctx, company);
  const mine = await signedIn("owner");
  const page = await pageOf(browser, mine);
  const told = async (path: string) => {
    const response = await page.goto(path);
    return `${response?.status()} ${await page.locator("main").textContent()}`;
  };
  for (const log of ["/settings/audit", "/settings/audit/platform"]) {
    const answer = await told(`${log}/${entry?.id}`);
    expect(answer).toMatch(/^404 /);
    expect(answer).toBe(await told(`${log}/${nowhere}`));
  }
  await page.goto(`/settings/audit?f.record=${company}`);
  await expect(page.getByText("Nothing matches")).toBeVisible();
  const file = await download(page, `/settings/audit/export?f.record=${company}`);
  expect(file.text.trim().split("\r\n")).toHaveLength(1);

  const rep = await pageOf(browser, await signIn(mine.tenant, "sales_rep"));
  const refused = await rep.goto("/settings/audit");
  expect(refused?.status()).toBe(403);
  expect((await download(rep, "/settings/audit/export")).status).toBe(403);
});
