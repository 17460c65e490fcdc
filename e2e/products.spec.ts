import { expect, test } from "@playwright/test";
import { makeProduct, signedIn } from "@/db/factories";
import { pageOf } from "./fixtures";

test("a product is created, refused a SKU that is taken, edited, and taken off sale", async ({ browser }) => {
  const me = await signedIn("owner");
  await makeProduct(me.ctx, { name: "MG Special", sku: "MG-S" });
  const page = await pageOf(browser, me);

  await page.goto("/products/new");
  await page.getByRole("textbox", { name: "Name" }).fill("GTX Pro");
  await page.getByLabel("SKU").fill("MG-S");
  await page.getByLabel("Unit price").fill("4,821");
  await page.getByRole("button", { name: "Create product" }).click();
  await expect(page.getByText("Another product has this SKU.")).toBeVisible();
  await page.getByLabel("SKU").fill("GTX-P");
  await page.getByRole("button", { name: "Create product" }).click();
  await expect(page).toHaveTitle(/^GTX Pro/);
  await expect(page.getByRole("complementary")).toContainText("$4,821.00");

  await page.keyboard.press("e");
  await expect(page).toHaveTitle(/^Edit product/);
  await page.getByLabel("Sold").uncheck();
  await page.getByRole("button", { name: "Save product" }).click();
  await expect(page.getByRole("complementary")).toContainText("No longer");

  await page.goto("/products?f.active=yes");
  await expect(page.getByRole("link", { name: "MG Special" })).toBeVisible();
  await expect(page.getByRole("link", { name: "GTX Pro" })).toBeHidden();
});

test("another workspace's product is as if it were not there", async ({ browser }) => {
  const { id } = await makeProduct((await signedIn("owner")).ctx, { name: "GTK 500" });
  const page = await pageOf(browser, await signedIn("owner"));
  expect((await page.goto(`/products/${id}`))?.status()).toBe(404);
  await expect(page.getByText("GTK 500")).toHaveCount(0);
});
