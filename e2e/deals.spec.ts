import { expect, type Page, test } from "@playwright/test";
import { makeCompany, makeContact, makeDeal, signedIn } from "@/db/factories";
import { pageOf } from "./fixtures";

// Typing into a page that has not come alive yet would be lost.
const idle = { waitUntil: "networkidle" } as const;

/** A shortcut works from the moment at which the page has come alive. */
const press = (page: Page, key: string, title: RegExp) =>
  expect(async () => {
    await page.keyboard.press(key);
    await expect(page).toHaveTitle(title, { timeout: 5_000 });
  }).toPass();

test("a deal is created, edited, moved to a stage that asks, given people, deleted and brought back", async ({
  browser,
}) => {
  const me = await signedIn("owner");
  await makeCompany(me.ctx, { name: "Kan-code" });
  await makeContact(me.ctx, { firstName: "Amara", lastName: "Abbott" });
  const page = await pageOf(browser, me);

  await page.goto("/deals", idle);
  await page.getByRole("heading", { name: "No deals yet" }).waitFor();
  await press(page, "c", /^New deal/);
  await page.getByLabel("Title").fill("GTX Pro for Kan-code");
  await page.getByRole("combobox", { name: "Company" }).fill("kan");
  await page.getByRole("option", { name: "Kan-code" }).click();
  await page.getByRole("button", { name: "Create deal" }).click();
  await expect(page).toHaveTitle(/^GTX Pro for Kan-code/);

  await page.getByRole("button", { name: "Proposal" }).click();
  const dialog = page.getByRole("dialog", { name: "Move to Proposal" });
  await dialog.getByLabel("Value").fill("4,800");
  await dialog.getByRole("button", { name: "Move to Proposal" }).click();
  await expect(page.getByRole("button", { name: "Proposal" })).toHaveAttribute("aria-current", "step");
  await expect(page.getByRole("complementary")).toContainText("$4,800.00");
  await expect(page.getByText("Moved to another stage")).toBeVisible();

  await page.getByRole("combobox", { name: "Contact to add", exact: true }).fill("abb");
  await page.getByRole("option", { name: "Amara Abbott" }).click();
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await page.getByLabel("Role of Amara Abbott").selectOption("Influencer");
  await expect(page.getByText("Person's role changed")).toBeVisible();

  await press(page, "e", /^Edit deal/);
  await page.getByLabel("Stage").selectOption("Lost");
  await page.getByRole("button", { name: "Save deal" }).click();
  await expect(page.getByText("Lost asks for this: lost because.")).toBeVisible();
  await page.getByLabel("Lost because").fill("No budget");
  await page.getByRole("button", { name: "Save deal" }).click();
  await expect(page.getByRole("complementary")).toContainText("No budget");

  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await page.getByRole("heading", { name: "No deals yet" }).waitFor();
  // Its own: the toast before it can still be there.
  const deleted = page.getByRole("listitem").filter({ hasText: "The deal was deleted" });
  await deleted.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("link", { name: "GTX Pro for Kan-code" })).toBeVisible();
});

test("a second editor is shown what changed, and chooses", async ({ browser }) => {
  const me = await signedIn("owner");
  const { id } = await makeDeal(me.ctx, { title: "MG Special", valueMinor: 5_500n });
  const [mine, other] = [await pageOf(browser, me), await pageOf(browser, me)];
  for (const page of [mine, other]) await page.goto(`/deals/${id}/edit`, idle);
  await other.getByLabel("Value").fill("60.00");
  await other.getByRole("button", { name: "Save deal" }).click();
  await expect(other).toHaveTitle(/^MG Special/);
  await mine.getByLabel("Title").fill("MG Special, twice");
  await mine.getByRole("button", { name: "Save deal" }).click();
  const panel = mine.getByRole("region", { name: "Changed meanwhile" });
  // Each changed another field: both choices are made already.
  await expect(panel.getByRole("group", { name: "Title" }).getByLabel("Keep mine")).toBeChecked();
  await expect(panel.getByRole("group", { name: "Value" }).getByLabel("Use theirs")).toBeChecked();
  await panel.getByRole("button", { name: "Save with these" }).click();
  await expect(mine).toHaveTitle(/^MG Special, twice/);
  await expect(mine.getByRole("complementary")).toContainText("$60.00");
});

test("another workspace's deal is as if it were not there, and a viewer is told who can change one", async ({
  browser,
}) => {
  const { id } = await makeDeal((await signedIn("owner")).ctx);
  const viewer = await signedIn("viewer");
  const page = await pageOf(browser, viewer);
  const bodies = [];
  for (const target of [id, "00000000-0000-7000-8000-000000000000"]) {
    const response = await page.goto(`/deals/${target}`, idle);
    expect(response?.status()).toBe(404);
    bodies.push(await page.getByRole("main").textContent());
  }
  expect(bodies[0]).toBe(bodies[1]);
  await page.goto("/deals", idle);
  const create = page.getByRole("button", { name: "New deal" }).first();
  await expect(create).toHaveAttribute("aria-disabled", "true");
});
