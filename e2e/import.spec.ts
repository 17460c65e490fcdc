import { readFile } from "node:fs/promises";
import { expect, type Page, test } from "@playwright/test";
import { makeCompany, makeProduct, signedIn, signIn } from "@/db/factories";
import { pageOf } from "./fixtures";

const main = (page: Page) => page.getByRole("main");

async function upload(page: Page, entity: string, text: string) {
  await page.goto("/import/new");
  await page.getByRole("radio", { name: entity }).check();
  const buffer = Buffer.from(text);
  await page.getByLabel("The file").setInputFiles({ name: "pipeline.csv", mimeType: "text/csv", buffer });
  await page.getByRole("button", { name: "Go on to the columns" }).click();
  await expect(page).toHaveURL(/\/import\/[0-9a-f-]{36}$/);
}

const deals = [
  "opportunity_id,sales_agent,product,account,deal_stage,close_date,close_value",
  "X1,Moses Frase,GTXPro,Cancity,Won,3/4/2017,1054",
  "X2,Darcel Schlecht,GTX Pro,Cancity,Lost,4/5/2017,lots",
].join("\n");

test("a file goes in after its questions are answered, and is taken back", async ({ browser }) => {
  const me = await signedIn("owner");
  await makeCompany(me.ctx, { name: "Cancity" });
  await makeProduct(me.ctx, { name: "GTX Pro" });
  const page = await pageOf(browser, me);
  await upload(page, "Deals", deals);

  await expect(page.getByLabel("sales_agent goes into")).toHaveValue("owner");
  await expect(main(page)).toContainText("Questions (");
  await page.getByRole("button", { name: "Mar 4, 2017" }).click();
  await page.getByRole("button", { name: "It is GTX Pro" }).click();
  await page
    .getByRole("button", { name: "Create all" })
    .or(page.getByRole("button", { name: "Create", exact: true }))
    .first()
    .click();
  await expect(main(page)).toContainText("Questions, all answered");
  await expect(page.getByRole("button", { name: "Import 1 deal" })).toBeVisible();

  await page.getByLabel("close_value on line 3").fill("12.50");
  await page.getByLabel("close_value on line 3").press("Enter");
  await page.getByRole("button", { name: "Import 2 deals" }).click();
  await expect(page.getByRole("heading", { name: "Done" })).toBeVisible();
  await expect(page.getByRole("link", { name: "GTX Pro for Cancity" })).toHaveCount(2);

  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Outcomes as CSV" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe("pipeline-outcome.csv");
  expect(await readFile(await file.path(), "utf8")).toContain("2,created,,deal,");

  await page.getByRole("button", { name: "Revert" }).click();
  await page.getByRole("button", { name: "Revert the import" }).click();
  await expect(page.getByRole("heading", { name: "Reverted" })).toBeVisible();
  await page.goto("/deals");
  await expect(page.getByRole("link", { name: "GTX Pro for Cancity" })).toHaveCount(0);
});

test("a file that cannot be read says why, and can be read in another way", async ({ browser }) => {
  const page = await pageOf(browser, await signedIn("owner"));
  await upload(page, "Products", 'product,note\nGTX Pro,"open\nMG Special,x\n');
  await expect(main(page)).toContainText(
    'The row that begins on line 2 opens a quote (") that is never closed.',
  );
  await page.getByLabel("Quotes").selectOption("Ordinary characters");
  await expect(page.getByRole("button", { name: "Import 2 products" })).toBeVisible();
  await page.getByRole("button", { name: "Discard" }).click();
  await expect(page).toHaveURL(/\/import$/);
  await expect(main(page)).toContainText("No imports yet");
});

test("who may not import is told who may, and another workspace's import is not there", async ({
  browser,
}) => {
  const me = await signedIn("owner");
  const page = await pageOf(browser, me);
  await upload(page, "Products", "product\nGTK 500\n");
  const address = new URL(page.url()).pathname;

  const rep = await pageOf(browser, await signIn(me.tenant, "sales_rep"));
  await rep.goto("/import");
  await rep.getByRole("button", { name: "New import" }).focus();
  await expect(rep.getByRole("tooltip")).toContainText("Owner, Admin, Manager");
  expect((await rep.goto("/import/new"))?.status()).toBe(403);

  const stranger = await pageOf(browser, await signedIn("owner"));
  expect((await stranger.goto(address))?.status()).toBe(404);
  await expect(stranger.getByText("pipeline.csv")).toHaveCount(0);
});
