import { expect, test } from "@playwright/test";
import { makeActivity, makeCompany, makeDeal, signedIn } from "@/db/factories";
import { pageOf } from "./fixtures";

test("a task is planned on a deal, completed, reopened by undo, and the timeline tells all of it", async ({
  browser,
}) => {
  const me = await signedIn("owner");
  const { id } = await makeDeal(me.ctx, { title: "GTX Pro for Cancity" });
  const page = await pageOf(browser, me);
  await page.goto(`/deals/${id}`);
  const timeline = page.getByRole("list", { name: "Timeline" });
  await expect(timeline).toContainText("Created by");

  await page.getByRole("group", { name: "Log an activity" }).getByRole("button", { name: "Task" }).click();
  await page.getByRole("textbox", { name: "Subject" }).fill("Send the revised offer");
  await page.getByLabel("Due").fill("2020-02-03");
  await page.getByRole("button", { name: "Add activity" }).click();
  await expect(timeline.getByRole("listitem").first()).toContainText("Send the revised offer");
  await expect(timeline).toContainText("Overdue: Feb 3, 2020");

  await page.getByRole("button", { name: "Done: Send the revised offer" }).click();
  await expect(page.getByText("Marked as done")).toBeVisible();
  await expect(timeline).not.toContainText("Overdue");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(timeline).toContainText("Overdue");

  await page.getByRole("link", { name: "Edit" }).click();
  await page.getByRole("textbox", { name: "Title" }).fill("GTX Pro for Condax");
  await page.getByRole("button", { name: /^Save/ }).click();
  await expect(timeline.getByRole("listitem").first()).toContainText(
    "Title: GTX Pro for Cancity → GTX Pro for Condax",
  );
});

test("a list shows what is mine and late, completes it, and keeps its state in the address", async ({
  browser,
}) => {
  const me = await signedIn("owner");
  const { id: companyId } = await makeCompany(me.ctx, { name: "Betasoloin" });
  const mine = { companyId, assigneeId: me.memberId };
  await makeActivity(me.ctx, { ...mine, subject: "Call back", dueOn: "2020-02-03" });
  await makeActivity(me.ctx, { ...mine, subject: "Some day" });
  await makeActivity(me.ctx, { companyId, subject: "Not mine", dueOn: "2020-02-03" });
  const page = await pageOf(browser, me);
  await page.goto("/activities");
  await page.getByRole("link", { name: "My tasks" }).click();
  await expect(page.getByRole("link", { name: "Not mine" })).toBeHidden();
  await page.getByRole("button", { name: "Due Open" }).click();
  await page.getByRole("menuitemcheckbox", { name: "Open" }).click();
  await page.getByRole("menuitemcheckbox", { name: "Overdue" }).click();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("link", { name: "Some day" })).toBeHidden();
  await expect(page).toHaveURL(/f\.due=overdue/);
  await page.reload();
  await page.getByRole("checkbox", { name: "Select", exact: true }).check();
  await page.getByRole("button", { name: "Mark as done" }).click();
  await expect(page.getByText("Nothing matches")).toBeVisible();

  await page.goto("/activities/new");
  await page.getByRole("textbox", { name: "Subject" }).fill("About nothing");
  await page.getByRole("button", { name: "Add activity" }).click();
  await expect(page.getByText("Choose a deal, a company or a contact that this is about.")).toBeVisible();
  await page.getByRole("combobox", { name: "Company" }).fill("betas");
  await page.getByRole("option", { name: "Betasoloin" }).click();
  await page.getByRole("button", { name: "Add activity" }).click();
  await expect(page).toHaveTitle(/^About nothing/);
  await expect(page.getByRole("link", { name: "Betasoloin" })).toBeVisible();
});

test("another workspace's activity is as if it were not there", async ({ browser }) => {
  const { ctx } = await signedIn("owner");
  const { id: companyId } = await makeCompany(ctx);
  const { id } = await makeActivity(ctx, { companyId, subject: "Their secret" });
  const page = await pageOf(browser, await signedIn("owner"));
  expect((await page.goto(`/activities/${id}`))?.status()).toBe(404);
  await expect(page.getByText("Their secret")).toHaveCount(0);
});
