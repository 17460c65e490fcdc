import { expect, type Locator, type Page, test } from "@playwright/test";
import { makeTeam, makeUser, signedIn, signIn, systemRoleId } from "@/db/factories";
import { pageOf } from "./fixtures";
import { accessible } from "./fixtures/axe";

// Dragging and typing on a page that has not come alive yet would be lost.
const idle = { waitUntil: "networkidle" } as const;

const item = (page: Page, name: string): Locator =>
  page.getByRole("listitem").filter({ has: page.getByRole("link", { name, exact: true }) });
const link = (page: Page, name: string) => page.getByRole("link", { name, exact: true });
/** A team's link, where it stands inside another one. */
const inside = (page: Page, parent: string, name: string) =>
  item(page, parent).last().getByRole("list").getByRole("link", { name, exact: true });

/** Drags one team onto another: its middle is inside of it, its upper edge before it. */
async function drag(page: Page, name: string, onto: string, part: number): Promise<void> {
  const [from, to] = [await link(page, name).boundingBox(), await link(page, onto).boundingBox()];
  if (!from || !to) throw new Error("The tree is not drawn.");
  const row = { top: to.y + to.height / 2 - 18, height: 36 };
  await page.mouse.move(from.x + 8, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(from.x + 24, from.y + from.height / 2 + 6, { steps: 4 });
  await page.mouse.move(to.x + 60, row.top + part * row.height, { steps: 10 });
  await page.mouse.up();
}

test("teams are made, and stand inside each other by mouse, by keyboard and by menu", async ({ browser }) => {
  test.setTimeout(120_000);
  const me = await signedIn("owner");
  const page = await pageOf(browser, me);
  await page.goto("/settings/teams", idle);
  await page.getByRole("main").getByRole("button", { name: "New team" }).last().click();
  await page.getByLabel("Name").fill("Sales");
  await page.getByRole("button", { name: "Create team" }).click();
  await expect(page).toHaveTitle(/^Sales/);
  await makeTeam(me.ctx, { name: "East" });
  await makeTeam(me.ctx, { name: "West" });
  await page.goto("/settings/teams", idle);

  await drag(page, "East", "Sales", 0.5);
  await expect(inside(page, "Sales", "East")).toBeVisible();
  await expect(page.getByText("East moved into Sales")).toBeVisible();
  await drag(page, "West", "East", 0.5);
  await expect(inside(page, "East", "West")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).first().click();
  await expect(inside(page, "East", "West")).toHaveCount(0);

  // Out of its team, and in again, with the focus on it all the while.
  await link(page, "East").focus();
  await page.keyboard.press("Alt+ArrowLeft");
  await expect(inside(page, "Sales", "East")).toHaveCount(0);
  await expect(link(page, "East")).toBeFocused();
  await page.keyboard.press("Alt+ArrowRight");
  await expect(inside(page, "Sales", "East")).toBeVisible();
  await expect(link(page, "East")).toBeFocused();

  await page.getByRole("button", { name: "Move West" }).click();
  await page.getByRole("menuitem", { name: "Move to another team" }).click();
  const dialog = page.getByRole("dialog", { name: "Move West" });
  await dialog.getByRole("combobox", { name: "Team to move into" }).fill("eas");
  await page.getByRole("option", { name: /^East/ }).click();
  await accessible(page);
  await dialog.getByRole("button", { name: "Move team" }).click();
  await expect(inside(page, "East", "West")).toBeVisible();
  // Without the toasts of so many moves, one on the other.
  await page.reload();
  await expect(inside(page, "East", "West")).toBeVisible();
  await accessible(page);
});

test("a team's role is shown before it is given, opens what it allows, and is lost with the team", async ({
  browser,
}) => {
  const me = await signedIn("owner");
  const rep = await signIn(me.tenant, "viewer", await makeUser({ name: "Ivar Dahl" }));
  const office = await makeTeam(me.ctx, { name: "Central" });
  const middle = await makeTeam(me.ctx, { name: "Team Marxen", parentTeamId: office });
  await makeTeam(me.ctx, { name: "Newcomers", parentTeamId: middle });
  const [page, theirs] = [await pageOf(browser, me), await pageOf(browser, rep)];
  await page.goto(`/settings/teams/${middle}`, idle);
  await page.getByRole("combobox", { name: "Person to add" }).fill("ivar");
  await page.getByRole("option", { name: /^Ivar Dahl/ }).click();
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await expect(page.getByText("Ivar Dahl is in Team Marxen now")).toBeVisible();
  await theirs.goto("/deals/new", idle);
  await expect(theirs.getByRole("button", { name: "Create deal" })).toHaveCount(0);

  const roleId = await systemRoleId(me.ctx, "sales_rep");
  await page.getByRole("combobox", { name: "Role to give" }).selectOption(roleId);
  await page.getByLabel("until").fill("2199-12-31");
  await page.getByRole("button", { name: "Give", exact: true }).click();
  const preview = page.getByRole("dialog", { name: "Give Sales rep to Team Marxen" });
  await expect(preview).toContainText("1 person gains access");
  await expect(preview).toContainText("Ivar Dahl");
  await accessible(page);
  await preview.getByRole("button", { name: "Give role" }).click();
  await expect(page.getByText("Until Dec 31, 2199")).toBeVisible();
  await theirs.goto("/deals/new", idle);
  await expect(theirs.getByRole("button", { name: "Create deal" })).toBeVisible();

  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  const deletion = page.getByRole("dialog", { name: "Delete Team Marxen" });
  await expect(deletion).toContainText("The teams inside it move up");
  await expect(deletion).toContainText("1 person loses access");
  await deletion.getByLabel("Type Team Marxen to delete it").fill("Team Marxen");
  await deletion.getByRole("button", { name: "Delete team" }).click();
  await expect(page).toHaveURL(/\/settings\/teams$/);
  await expect(inside(page, "Central", "Newcomers")).toBeVisible();
  await expect(link(page, "Team Marxen")).toHaveCount(0);
  await theirs.goto("/deals/new", idle);
  await expect(theirs.getByRole("button", { name: "Create deal" })).toHaveCount(0);
});

test("whoever may not change teams sees them, and why they stay as they are", async ({ browser }) => {
  const me = await signedIn("owner");
  await makeTeam(me.ctx, { name: "East" });
  const page = await pageOf(browser, await signIn(me.tenant, "viewer"));
  await page.goto("/settings/teams", idle);
  await expect(link(page, "East")).toBeVisible();
  await page.getByRole("button", { name: "Move East" }).click();
  await expect(page.getByRole("menuitem", { name: /team:update/ }).first()).toBeVisible();
  await link(page, "East").click();
  await expect(page).toHaveTitle(/^East/);
  await expect(page.getByRole("combobox", { name: "Person to add" })).toBeDisabled();
});
