import { expect, test } from "@playwright/test";
import { makeCompany, makeDeal, memberWith, signedIn } from "@/db/factories";
import { pageOf } from "./fixtures";

const everything = ["read", "create", "update", "delete"] as const;

/** A workspace with two people's deals about one company; one of the two is a rep who sees their own, and no revenue. */
async function furnished() {
  const { tenant, ctx, memberId: ownerId } = await signedIn("owner");
  const rep = await memberWith(tenant, [
    ...(["workspace:read", "pipeline:read", "member:read", "company:read"] as const),
    ...everything.map((action) => ({ permission: `deal:${action}` as const, scope: "own" as const })),
    ...everything.map((action) => ({ permission: `activity:${action}` as const, scope: "own" as const })),
    { permission: "company:read", effect: "deny", fields: ["annualRevenueMinor"] },
    { permission: "deal:update", effect: "deny", fields: ["valueMinor"] },
  ]);
  const company = await makeCompany(ctx, {
    name: "Hanami Supply",
    annualRevenueMinor: 1_234_500n,
    ownerId,
  });
  const about = { companyId: company.id };
  const mine = await makeDeal(ctx, {
    ...about,
    title: "Harbour lamps",
    valueMinor: 480_000n,
    ownerId: rep.memberId,
  });
  const theirs = await makeDeal(ctx, { ...about, title: "Harbour cranes", valueMinor: 9_900_000n, ownerId });
  return { rep, company, mine, theirs };
}

test("a rep sees their own deals alone, wherever deals are shown, and what is hidden as hidden", async ({
  browser,
}) => {
  const { rep, company, theirs } = await furnished();
  const page = await pageOf(browser, rep);
  const cranes = page.getByText("Harbour cranes");

  await page.goto("/deals");
  await expect(page.getByRole("link", { name: "Harbour lamps" })).toBeVisible();
  await expect(cranes).toHaveCount(0);
  await expect(page.getByRole("navigation", { name: "Pages" })).toContainText("1–1 of 1");

  await page.goto("/deals/board");
  await expect(page.getByRole("link", { name: "Harbour lamps" })).toBeVisible();
  await expect(cranes).toHaveCount(0);
  await expect(page.getByRole("region", { name: "Lead" })).toContainText("$4,800");
  await expect(page.getByRole("main")).not.toContainText("$103,800");

  await page.goto("/");
  await expect(page.getByRole("main")).toContainText("$4,800");
  await expect(page.getByRole("main")).not.toContainText("$103,800");

  await page.goto("/deals", { waitUntil: "networkidle" });
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Search and commands" }).fill("harbour");
  await expect(page.getByRole("option", { name: /Harbour lamps/ })).toBeVisible();
  await expect(page.getByRole("option", { name: /Harbour cranes/ })).toHaveCount(0);

  await page.goto(`/companies/${company.id}`);
  await expect(page.getByRole("link", { name: "Harbour lamps" })).toBeVisible();
  await expect(cranes).toHaveCount(0);
  await expect(page.getByRole("complementary")).toContainText("Hidden");
  await expect(page.getByRole("main")).not.toContainText("12,345");
  await expect(page.getByRole("link", { name: "Edit" })).toHaveCount(0);

  await page.goto("/companies?sort=-revenue");
  await expect(page.getByRole("row", { name: /Hanami Supply/ })).toContainText("Hidden");
  await expect(page.getByRole("note")).toContainText("Not sorted by Annual revenue");

  await page.goto(`/deals/${theirs.id}`);
  await expect(page.getByRole("heading", { level: 1 })).not.toContainText("Harbour cranes");
  await expect(cranes).toHaveCount(0);
});

test("a rep edits a deal of their own, but for the field that is fixed", async ({ browser }) => {
  const { rep, mine } = await furnished();
  const page = await pageOf(browser, rep);
  await page.goto(`/deals/${mine.id}/edit`, { waitUntil: "networkidle" });
  await expect(page.getByLabel("Value")).toHaveAttribute("readonly");
  await page.getByLabel("Source").fill("A fair in Bergen");
  await page.getByRole("button", { name: "Save deal" }).click();
  await expect(page.getByRole("complementary")).toContainText("A fair in Bergen");
  await expect(page.getByRole("complementary")).toContainText("$4,800.00");
});
