import { expect, type Page, test } from "@playwright/test";
import { makeDeal, signedIn, signIn } from "@/db/factories";
import { pageOf } from "./fixtures";

// Typing into a page that has not come alive yet would be lost.
const idle = { waitUntil: "networkidle" } as const;

const column = (page: Page, name: string) => page.getByRole("region", { name, exact: true });
const card = (page: Page, stage: string, title: string) =>
  column(page, stage).getByRole("link", { name: title });

test("a deal is dragged to another column, whose count and sums follow, and the move is undone", async ({
  browser,
}) => {
  const me = await signedIn("owner");
  await makeDeal(me.ctx, { title: "GTX Basic", valueMinor: 100_000n });
  await makeDeal(me.ctx, { title: "Yen deal", valueMinor: 5_000n, currency: "JPY" });
  const page = await pageOf(browser, me);
  await page.goto("/deals/board", idle);
  await expect(column(page, "Lead")).toContainText("$1,000Weighted $100");
  await expect(column(page, "Lead")).toContainText("JPY 5,000Weighted JPY 500");
  const from = await card(page, "Lead", "GTX Basic").boundingBox();
  const to = await column(page, "Qualified").boundingBox();
  if (!from || !to) throw new Error("The board is not drawn.");
  await page.mouse.move(from.x + 5, from.y + 5);
  await page.mouse.down();
  await page.mouse.move(from.x + 40, from.y + 20, { steps: 4 });
  await page.mouse.move(to.x + to.width / 2, to.y + 200, { steps: 8 });
  await page.mouse.up();
  await expect(card(page, "Qualified", "GTX Basic")).toBeVisible();
  await expect(column(page, "Qualified")).toContainText("$1,000Weighted $250");
  await expect(column(page, "Lead")).not.toContainText("$1,000");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(card(page, "Lead", "GTX Basic")).toBeVisible();
});

test("a deal moves by keyboard alone, is announced, and is asked for what the stage needs", async ({
  browser,
}) => {
  const me = await signedIn("sales_rep");
  await makeDeal(me.ctx, { title: "MG Advanced", valueMinor: null });
  const page = await pageOf(browser, me);
  await page.goto("/deals/board", idle);
  await card(page, "Lead", "MG Advanced").focus();
  await page.keyboard.press("Space");
  await expect(page.getByText("MG Advanced is over Lead.")).toBeAttached();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByText("MG Advanced is over Qualified.")).toBeAttached();
  await page.keyboard.press("Escape");
  await expect(page.getByText("MG Advanced stays where it was.")).toBeAttached();
  await expect(card(page, "Lead", "MG Advanced")).toBeFocused();

  await page.keyboard.press("Space");
  await expect(page.getByText("MG Advanced is over Lead.")).toBeAttached();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByText("MG Advanced is over Qualified.")).toBeAttached();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByText("MG Advanced is over Proposal.")).toBeAttached();
  await page.keyboard.press("Space");
  const dialog = page.getByRole("dialog", { name: "Move to Proposal" });
  await dialog.getByLabel("Value").fill("4800");
  await page.keyboard.press("Enter");
  await expect(card(page, "Proposal", "MG Advanced")).toBeVisible();
  await expect(column(page, "Proposal")).toContainText("$4,800Weighted $2,400");
});

test("a move that is refused goes back, with the reason", async ({ browser }) => {
  const me = await signedIn("owner");
  const { id } = await makeDeal(me.ctx, { title: "GTX Plus" });
  const [page, other] = [await pageOf(browser, me), await pageOf(browser, me)];
  await page.goto("/deals/board", idle);
  await expect(card(page, "Lead", "GTX Plus")).toBeVisible();
  await other.goto(`/deals/${id}/edit`, idle);
  await other.getByLabel("Title").fill("GTX Plus Pro");
  await other.getByRole("button", { name: "Save deal" }).click();
  await expect(other).toHaveTitle(/^GTX Plus Pro/);
  await page.getByRole("button", { name: "Move GTX Plus" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Qualified" }).click();
  await expect(page.getByText("changed “GTX Plus Pro” meanwhile. Nothing was moved")).toBeVisible();
  await expect(card(page, "Lead", "GTX Plus Pro")).toBeVisible();
});

test("a long column shows 30 cards and more on demand; search and owner stay in the address", async ({
  browser,
}) => {
  const me = await signedIn("owner");
  const colleague = await signIn(me.tenant, "sales_rep");
  for (let index = 1; index <= 34; index += 1) await makeDeal(me.ctx, { title: `Deal ${index}` });
  await makeDeal(me.ctx, { title: "Hers", ownerId: colleague.memberId });
  const page = await pageOf(browser, me);
  await page.goto("/deals/board", idle);
  const cards = column(page, "Lead").getByRole("link");
  await expect(cards).toHaveCount(30);
  await expect(column(page, "Lead").getByRole("heading")).toContainText("35");
  await page.getByRole("button", { name: "Show 5 more" }).click();
  await expect(cards).toHaveCount(35);
  await page.getByRole("searchbox").fill("hers");
  await expect(cards).toHaveCount(1);
  await page.reload();
  await expect(cards).toHaveCount(1);
  await page.goto(`/deals/board?f.owner=${colleague.memberId}`, idle);
  await expect(cards).toHaveText(["Hers"]);
  await page.getByRole("link", { name: "List" }).click();
  await expect(page).toHaveURL(`/deals?f.owner=${colleague.memberId}`);
});
