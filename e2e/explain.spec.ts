import { expect, test } from "@playwright/test";
import { makeDeal, makeUser, memberWith, signedIn, signIn } from "@/db/factories";
import { pageOf } from "./fixtures";
import { accessible } from "./fixtures/axe";

test("why somebody may not, step by step, and from there to where it can be changed", async ({ browser }) => {
  const owner = await signedIn("owner");
  const ines = await memberWith(
    owner.tenant,
    [
      "workspace:read",
      "deal:read",
      { permission: "deal:update", scope: "own" },
      { permission: "deal:update", condition: { op: "lte", attr: "record.valueMinor", value: 1_000_000 } },
    ],
    await makeUser({ name: "Ines Faro" }),
  );
  await makeDeal(owner.ctx, {
    title: "GTX Pro for Isdom",
    valueMinor: 2_500_000n,
    ownerId: owner.memberId,
  });
  const page = await pageOf(browser, owner);
  await page.goto("/settings/access");
  await page.getByRole("combobox", { name: "Person" }).fill("Ines");
  await page.getByRole("option", { name: "Ines Faro" }).click();
  // Without waiting for the answer: the second choice keeps the first.
  await page.getByLabel("Action").selectOption("Edit and move deals");
  await expect(
    page.getByRole("heading", { name: "Ines Faro may edit deals: all of them, or some." }),
  ).toBeVisible();
  await page.getByRole("combobox", { name: "Deal" }).fill("gtx pro");
  await page.getByRole("option", { name: "GTX Pro for Isdom" }).click();
  const decision = page.getByRole("region", { name: "The decision" });
  await expect(decision.getByRole("heading", { level: 2 })).toHaveText(
    "Ines Faro may not edit GTX Pro for Isdom.",
  );
  await expect(decision.getByText(`its owner is ${owner.user.name}`)).toBeVisible();
  await expect(decision.getByText("value is at most 10,000: it is 25,000, so no")).toBeVisible();
  await expect(decision.getByText("No rule that applies allows it, so it is refused.")).toBeVisible();
  await accessible(page);

  // The address is the question: somebody else who opens it sees the same.
  const colleague = await pageOf(browser, await signIn(owner.tenant, "admin"));
  await colleague.goto(page.url());
  await expect(colleague.getByText("value is at most 10,000: it is 25,000, so no")).toBeVisible();

  await page.getByLabel("Field").selectOption("Value");
  await expect(page).toHaveURL(/field=valueMinor/);
  await page.getByLabel("Action").selectOption("See deals and the board");
  await expect(decision.getByRole("heading", { level: 2 })).toHaveText(
    "Ines Faro may see Value of GTX Pro for Isdom.",
  );
  const role = decision.getByRole("link", { name: /^Role / }).first();
  await expect(role).toHaveAttribute("href", `/settings/roles/${ines.roleId}`);
  const person = decision.getByRole("link", { name: "given to this person" }).first();
  await person.click();
  await expect(page.getByRole("heading", { level: 1, name: "Ines Faro" })).toBeVisible();
});

test("everybody may ask about themselves, from a page that is refused and from a record", async ({
  browser,
}) => {
  const owner = await signedIn("owner");
  const { id } = await makeDeal(owner.ctx, { title: "GTX Pro for Isdom" });
  const viewer = await signIn(owner.tenant, "viewer");
  const page = await pageOf(browser, viewer);
  expect((await page.goto("/settings/audit"))?.status()).toBe(403);
  await expect(
    page.getByText(/does not allow this \(audit:read\).*It comes with: Owner, Admin, Manager/),
  ).toBeVisible();
  await page.getByRole("link", { name: "Why?" }).click();
  await expect(page.getByRole("heading", { name: "You may not see who did what." })).toBeVisible();
  await expect(page.getByRole("combobox", { name: "Person" })).toBeDisabled();

  await page.goto(`/deals/${id}`);
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Who may do what, and why" }).click();
  await expect(page.getByRole("heading", { name: "You may not edit GTX Pro for Isdom." })).toBeVisible();
  await expect(page.getByText(`${owner.user.name} can give it to you.`)).toBeVisible();

  // About others a viewer may not ask: the address of such a question is one about themselves.
  await page.goto(`/settings/access?member=${owner.memberId}&action=deal:update&record=deal/${id}`);
  await expect(page.getByRole("heading", { name: "You may not edit GTX Pro for Isdom." })).toBeVisible();
});
