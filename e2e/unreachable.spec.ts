import { expect, test } from "@playwright/test";
import { makeCompany, setReachable, signedIn } from "@/db/factories";
import { pageOf } from "./fixtures";

test("a workspace whose database is away says so in words, and nobody else notices", async ({ browser }) => {
  const [lost, other] = [
    await signedIn("owner", { isolationLevel: "database" }),
    await signedIn("owner", { isolationLevel: "database" }),
  ];
  await makeCompany(other.ctx, { name: "Cancity" });
  const page = await pageOf(browser, lost);
  await page.goto("/companies");
  await expect(page.getByRole("heading", { name: "Companies", exact: true })).toBeVisible();

  await setReachable(lost.ctx.placement, false);
  await expect(async () => {
    await page.goto("/deals");
    await expect(page.getByText("The database of this workspace cannot be reached")).toBeVisible({
      timeout: 2000,
    });
  }).toPass();
  const theirs = await pageOf(browser, other);
  await theirs.goto("/companies");
  await expect(theirs.getByRole("link", { name: "Cancity" })).toBeVisible();

  await setReachable(lost.ctx.placement, true);
  await expect(async () => {
    await page.getByRole("button", { name: "Try again" }).click({ timeout: 2000 });
    await expect(page.getByRole("heading", { name: "Deals", exact: true })).toBeVisible({ timeout: 2000 });
  }).toPass();
});
