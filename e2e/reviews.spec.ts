import { expect, type Page, test } from "@playwright/test";
import { giveRole, makeTeam, makeUser, override, signedIn, signIn, systemRoleId } from "@/db/factories";
import { pageOf } from "./fixtures";
import { accessible } from "./fixtures/axe";

// Typing into a page that has not come alive yet would be lost.
const idle = { waitUntil: "networkidle" } as const;

const row = (page: Page, text: string) => page.getByRole("row").filter({ hasText: text });

test("all access is reviewed: kept one by one or many at once, revoked for good, closed and exported", async ({
  browser,
}) => {
  // Four looks for accessibility, each at a whole list.
  test.setTimeout(120_000);
  const me = await signedIn("owner");
  const rep = await signIn(me.tenant, "viewer", await makeUser({ name: "Ivar Dahl" }));
  const manager = await systemRoleId(me.ctx, "manager");
  await giveRole(me.ctx, rep.memberId, manager);
  await makeTeam(me.ctx, {
    name: "Central",
    memberIds: [rep.memberId],
    roleIds: [await systemRoleId(me.ctx, "sales_rep")],
  });
  await override(me.ctx, { memberId: rep.memberId, permission: "deal:share", reason: "While on leave" });
  const [page, theirs] = [await pageOf(browser, me), await pageOf(browser, rep)];
  await theirs.goto("/settings/audit", idle);
  await expect(theirs.getByRole("heading", { level: 1 })).toHaveText("Settings");

  await page.goto("/settings/reviews", idle);
  await page.getByRole("main").getByRole("button", { name: "Start review" }).last().click();
  await page.getByLabel("Name").fill("Spring review");
  await page.getByRole("dialog").getByRole("button", { name: "Start review" }).click();
  await expect(page.getByText("0 of 5 decided")).toBeVisible();
  await expect(row(page, "May not: give others access to a deal")).toContainText("Ivar Dahl");
  await accessible(page);

  await page.getByRole("button", { name: "Keep: Viewer, Ivar Dahl" }).click();
  await expect(row(page, "Viewer").getByText("Kept")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("0 of 5 decided")).toBeVisible();

  // Its end shows in the manager's next step, wherever that is.
  await page.getByRole("button", { name: "Revoke: Manager, Ivar Dahl" }).click();
  const dialog = page.getByRole("dialog", { name: "Revoke Manager" });
  await expect(dialog).toContainText("1 person loses access");
  await dialog.getByLabel("Note for the review").fill("Back in sales");
  await accessible(page);
  await dialog.getByRole("button", { name: "Revoke" }).click();
  await expect(page.getByText("1 of 5 decided")).toBeVisible();
  await theirs.goto("/settings/audit", idle);
  await expect(theirs.getByRole("link", { name: "Export" })).toHaveCount(0);

  await page.getByRole("button", { name: "Revoke: Owner" }).click();
  await expect(page.getByRole("dialog").getByRole("alert")).toContainText("Nobody changes their own access");
  await page.getByRole("button", { name: "Back" }).click();

  await page.getByRole("checkbox", { name: "Select all on this page" }).check();
  await page.getByRole("button", { name: "Keep", exact: true }).first().click();
  await expect(page.getByText("5 of 5 decided")).toBeVisible();
  await page.goto(`${page.url()}?f.decision=revoke`, idle);
  await expect(row(page, "Ivar Dahl")).toHaveCount(1);
  await expect(row(page, "Manager").getByText("Revoked")).toBeVisible();

  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export" }).click();
  expect((await download).suggestedFilename()).toMatch(/^spring-review-\d{4}-\d{2}-\d{2}\.csv$/);

  await page.getByRole("button", { name: "Close review" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Close review" }).click();
  await expect(page.getByText("Spring review is closed")).toBeVisible();
  await expect(page.getByRole("button", { name: "Close review" })).toHaveCount(0);
  await page.goto("/settings/reviews", idle);
  await expect(row(page, "Spring review")).toContainText("Closed");
  await accessible(page);
});
