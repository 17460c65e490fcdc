import { expect, type Page, test } from "@playwright/test";
import { makeDeal, makeRole, makeUser, signedIn, signInAs, systemRoleId } from "@/db/factories";
import { pageOf } from "./fixtures";

// Choosing in a page that has not come alive yet would be lost.
const idle = { waitUntil: "networkidle" } as const;

/** Saves a role that was changed, after what its preview says. */
async function save(page: Page, says: RegExp[]): Promise<void> {
  await page.getByRole("button", { name: "Review and save" }).click();
  const preview = page.getByRole("dialog").getByRole("region", { name: "Who gains and who loses what" });
  for (const text of says) await expect(preview).toContainText(text);
  await page.getByRole("button", { name: "Save role" }).click();
  await expect(page.getByText("The role was saved")).toBeVisible();
}

test("a copy of a system role is narrowed, its preview counts what is lost, and who has it sees it", async ({
  browser,
}) => {
  const me = await signedIn("owner");
  const page = await pageOf(browser, me);
  await page.goto("/settings/permissions", idle);
  await expect(page).toHaveURL(/\/settings\/roles$/);
  await page.getByRole("link", { name: "Sales rep", exact: true }).click();
  await expect(page.getByText("It is the same in every workspace and stays as it is")).toBeVisible();
  await expect(page.getByRole("combobox", { name: "See deals" })).toHaveCount(0);
  await page.getByRole("button", { name: "Copy" }).click();
  await expect(page).toHaveTitle(/^Copy of Sales rep/);

  const id = page.url().split("/").at(-1) ?? "";
  const rep = await signInAs(me.tenant, id, await makeUser({ name: "Ivar Dahl" }));
  const owners = { valueMinor: 480_000n, ownerId: me.memberId };
  for (const title of ["GTX Pro", "GTX Plus"]) await makeDeal(me.ctx, { ...owners, title });
  await makeDeal(me.ctx, { title: "MG Special", valueMinor: 5_500n, ownerId: rep.memberId });
  const theirs = await pageOf(browser, rep);
  await theirs.goto("/deals", idle);
  await expect(theirs.getByRole("link", { name: "GTX Pro" })).toBeVisible();

  await page.goto(`/settings/roles/${id}`, idle);
  await expect(page.getByRole("link", { name: "Ivar Dahl" })).toBeVisible();
  // By keyboard, as everything in the matrix.
  await page.getByRole("combobox", { name: "See deals" }).focus();
  await page.keyboard.press("o");
  await expect(page.getByRole("combobox", { name: "See deals" })).toHaveValue("own");
  await page.locator("summary", { hasText: "Deals" }).click();
  await page.getByRole("checkbox", { name: "Value of deals: hidden" }).check();

  // What is written is not lost by following a link.
  page.once("dialog", (dialog) => dialog.dismiss());
  await page.getByRole("link", { name: "Ivar Dahl" }).click();
  await expect(page.getByRole("region", { name: "Unsaved changes" })).toBeVisible();

  await save(page, [
    /1 person loses access/,
    /Ivar Dahl/,
    /Can no longer see 2 deals/,
    /see “Value” of 1 deal/,
  ]);
  await expect(page.getByRole("region", { name: "Unsaved changes" })).toHaveCount(0);
  await theirs.goto("/deals", idle);
  await expect(theirs.getByRole("link", { name: "MG Special" })).toBeVisible();
  await expect(theirs.getByRole("link", { name: "GTX Pro" })).toHaveCount(0);
  await expect(theirs.getByText("$55.00")).toHaveCount(0);
});

test("a role inherits, has a condition that reads as a sentence, and is laid beside another", async ({
  browser,
}) => {
  const me = await signedIn("owner");
  const page = await pageOf(browser, me);
  await page.goto("/settings/roles/new", idle);
  await page.getByRole("button", { name: "Create role" }).click();
  await expect(page.getByText("A name is needed.")).toBeVisible();
  await page.getByLabel("Name", { exact: true }).fill("Account executive");
  await page.getByLabel("Inherits from").selectOption("Viewer");
  const seeing = page.getByRole("combobox", { name: "See deals" });
  await expect(seeing).toHaveAccessibleDescription("from Viewer");

  await page.getByRole("button", { name: "Add a rule" }).click();
  await page.getByLabel("What the rule is about").selectOption("Edit and move deals");
  await page.getByRole("button", { name: "Add a condition" }).click();
  await page.getByLabel("What is compared", { exact: true }).selectOption("Value");
  await page.getByRole("button", { name: "Create role" }).click();
  await expect(
    page.getByRole("alert").filter({ hasText: "Say what “Value” is compared with." }),
  ).toBeVisible();
  await page.getByLabel("How Value is compared").selectOption("is at most");
  await page.getByLabel("What Value is compared with").fill("10,000");
  await page.getByRole("button", { name: "Add a condition" }).click();
  await page.getByLabel("What is compared", { exact: true }).nth(1).selectOption("Stage");
  await page.getByLabel("How Stage is compared").selectOption("is one of");
  for (const stage of ["Proposal", "Won"]) {
    await page.getByRole("combobox", { name: "What Stage is compared with" }).fill(stage);
    await page.getByRole("listbox").getByRole("option", { name: stage }).click();
  }
  await page.getByRole("button", { name: "Create role" }).click();
  await expect(page).toHaveTitle(/^Account executive/);

  await page.getByRole("link", { name: "Compare" }).click();
  await page.getByLabel("The other role").selectOption("Viewer");
  await expect(page.getByText("Account executive and Viewer differ in 1 of")).toBeVisible();
  await expect(page.getByRole("row", { name: /Edit and move deals/ })).toContainText(
    "May edit and move deals: all deals, if value is at most 10,000 and stage is one of Proposal or Won",
  );
});

test("a role in use is not deleted, and one's own is not changed", async ({ browser }) => {
  const me = await signedIn("owner");
  const role = await makeRole(me.ctx, {
    name: "Regional lead",
    rules: ["deal:read", "role:read", "role:update"],
  });
  const lead = await signInAs(me.tenant, role, await makeUser({ name: "Ivar Dahl" }));
  const page = await pageOf(browser, me);
  await page.goto(`/settings/roles/${role}`, idle);
  await page.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("button", { name: "Delete role" }).click();
  await expect(page.getByRole("dialog")).toContainText("Regional lead is in use: Ivar Dahl has it.");

  const theirs = await pageOf(browser, lead);
  await theirs.goto(`/settings/roles/${role}`, idle);
  await expect(theirs.getByText(/You have this role yourself/)).toBeVisible();
  await expect(theirs.getByRole("button", { name: "Copy" })).toHaveAttribute("aria-disabled", "true");
});

test("another workspace's role is as if it were not there", async ({ browser }) => {
  const foreign = await systemRoleId((await signedIn("owner")).ctx, "viewer");
  const page = await pageOf(browser, await signedIn("owner"));
  const bodies = [];
  for (const id of [foreign, "00000000-0000-7000-8000-000000000000"]) {
    const response = await page.goto(`/settings/roles/${id}`, idle);
    expect(response?.status()).toBe(404);
    bodies.push(await page.getByRole("main").textContent());
  }
  expect(bodies[0]).toBe(bodies[1]);
});
