import { expect, test } from "@playwright/test";
import { makeDeal, makeUser, memberWith, share, signedIn } from "@/db/factories";
import { pageOf } from "./fixtures";
import { accessible } from "./fixtures/axe";

test("a deal is shared with somebody who sees no other, and taken back", async ({ browser }) => {
  const owner = await signedIn("owner");
  const ines = await makeUser({ name: "Ines Faro" });
  const friend = await memberWith(owner.tenant, ["workspace:read", "activity:read"], ines);
  const { id } = await makeDeal(owner.ctx, { title: "GTX Basic for Cancity" });
  await makeDeal(owner.ctx, { title: "GTX Basic for Isdom" });
  const theirs = await pageOf(browser, friend);
  expect((await theirs.goto("/deals"))?.status()).toBe(403);

  const page = await pageOf(browser, owner);
  await page.goto(`/deals/${id}`);
  await page.getByRole("button", { name: "Share" }).click();
  const dialog = page.getByRole("dialog", { name: "Share GTX Basic for Cancity" });
  await expect(dialog.getByText("Nobody has been given access to it by name.")).toBeVisible();
  await dialog.getByRole("button", { name: "See who gains what" }).click();
  await expect(dialog.getByText("Choose a person, a team or a role.").first()).toBeVisible();
  await dialog.getByRole("combobox", { name: "Person, team or role" }).fill(friend.user.name);
  await page.getByRole("option", { name: friend.user.name }).click();
  await dialog.getByLabel("Reason").fill("Covers for Melvin");
  await dialog.getByRole("button", { name: "See who gains what" }).click();
  await expect(dialog.getByText("1 person gains access.")).toBeVisible();
  await expect(dialog.getByText("Can now see 1 deal")).toBeVisible();
  await dialog.getByRole("button", { name: "Give access" }).click();
  const given = dialog.getByRole("listitem").filter({ hasText: "Covers for Melvin" });
  await expect(given).toContainText(friend.user.name);
  await expect(given).toContainText(`See, given by ${owner.user.name}`);
  await dialog.getByText("Everyone who can see this, and why").click();
  await expect(dialog.getByText("2 people of this workspace.")).toBeVisible();
  await expect(dialog.getByText("Role Owner")).toBeVisible();
  await expect(dialog.getByText("Shared with this person: Covers for Melvin")).toBeVisible();
  await accessible(page);

  await theirs.goto("/deals");
  await expect(theirs.locator("tbody").getByRole("link")).toHaveText(["GTX Basic for Cancity"]);
  await theirs.goto(`/deals/${id}`);
  await expect(theirs.getByRole("heading", { level: 1 })).toHaveText("GTX Basic for Cancity");
  await expect(theirs.getByRole("button", { name: "Edit" })).toHaveAttribute("aria-disabled", "true");
  await expect(theirs.getByRole("button", { name: "Share" })).toHaveAttribute("aria-disabled", "true");
  await theirs.keyboard.press("Control+k");
  await theirs.getByRole("combobox", { name: "Search and commands" }).fill("gtx basic");
  await expect(theirs.getByRole("option", { name: "GTX Basic for Cancity" })).toBeVisible();
  await expect(theirs.getByRole("option", { name: "GTX Basic for Isdom" })).toHaveCount(0);

  await dialog.getByRole("button", { name: `Take access from ${friend.user.name}` }).click();
  const question = page.getByRole("dialog", { name: `Take back what ${friend.user.name} was given?` });
  await expect(question.getByText("Can no longer see 1 deal")).toBeVisible();
  await question.getByRole("button", { name: "Take access" }).click();
  await expect(dialog.getByText("Nobody has been given access to it by name.")).toBeVisible();
  expect((await theirs.goto(`/deals/${id}`))?.status()).toBe(403);
});

test("shared access ends by itself at its date", async ({ browser }) => {
  const owner = await signedIn("owner");
  const friend = await memberWith(owner.tenant, ["workspace:read", "activity:read"]);
  const { id } = await makeDeal(owner.ctx, { title: "GTX Basic for Cancity" });
  const theirs = await pageOf(browser, friend);
  expect((await theirs.goto(`/deals/${id}`))?.status()).toBe(403);
  await share(owner.ctx, {
    resourceType: "deal",
    resourceId: id,
    memberId: friend.memberId,
    expiresAt: new Date(Date.now() + 8000),
  });
  await theirs.reload();
  await expect(theirs.getByRole("heading", { level: 1 })).toHaveText("GTX Basic for Cancity");
  await expect.poll(async () => (await theirs.reload())?.status(), { timeout: 30_000 }).toBe(403);
  await expect(theirs.getByRole("link", { name: "Why?" })).toBeVisible();
});

test("a deal of another workspace is not shared: it is not there", async ({ browser }) => {
  const owner = await signedIn("owner");
  const other = await signedIn("owner");
  const { id } = await makeDeal(other.ctx);
  const page = await pageOf(browser, owner);
  expect((await page.goto(`/deals/${id}#share`))?.status()).toBe(404);
  await page.goto(`/settings/access?action=deal:read&record=deal/${id}`);
  await expect(page.getByText("This record does not exist, or it was deleted.")).toBeVisible();
});
