import { expect, type Page, test } from "@playwright/test";
import {
  makeActivity,
  makeCompany,
  makeContact,
  makeDeal,
  makeProduct,
  type Signed,
  signedIn,
} from "@/db/factories";
import { pageOf } from "./fixtures";
import { ask } from "./fixtures/ask";

const nowhere = "00000000-0000-7000-8000-000000000000";

/** One record of every kind, all with the same word in their names. */
async function fill({ ctx }: Signed): Promise<string[]> {
  const company = await makeCompany(ctx, { name: "Zotware secret" });
  const contact = await makeContact(ctx, { firstName: "Zotware", lastName: "Secret", companyId: company.id });
  const product = await makeProduct(ctx, { name: "Zotware secret" });
  const deal = await makeDeal(ctx, { title: "Zotware secret", companyId: company.id });
  const activity = await makeActivity(ctx, { dealId: deal.id, subject: "Zotware secret" });
  return [
    `/companies/${company.id}`,
    `/contacts/${contact.id}`,
    `/products/${product.id}`,
    `/deals/${deal.id}`,
    `/activities/${activity.id}`,
  ].flatMap((path) => [path, `${path}/edit`]);
}

/** What the person is told: the status, and the words of the page. */
async function answer(page: Page, path: string): Promise<string> {
  const response = await page.goto(path);
  return `${response?.status()} ${await page.locator("main").textContent()}`;
}

test("every record page answers for another workspace's record as for none at all", async ({ browser }) => {
  const owner = await signedIn("owner");
  const paths = await fill(owner);
  const theirs = await pageOf(browser, owner);
  const page = await pageOf(browser, await signedIn("owner"));
  for (const path of paths) {
    expect(await answer(theirs, path)).toMatch(/^200 .*Zotware/is);
    const none = path.replace(/[0-9a-f-]{36}/, nowhere);
    const told = await answer(page, path);
    expect(told).toMatch(/^404 /);
    expect(told).toBe(await answer(page, none));
  }
});

test("no list, board, figure, picker or search shows another workspace's records", async ({ browser }) => {
  await fill(await signedIn("owner"));
  const page = await pageOf(browser, await signedIn("owner"));
  const lists = ["companies", "contacts", "products", "deals", "activities"].map(
    (name) => `/${name}?q=zotware`,
  );
  for (const path of [...lists, "/", "/deals/board", "/import", "/settings/members"]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.getByText(/zotware secret/i)).toHaveCount(0);
  }
  await page.goto("/activities/new");
  await page.getByRole("combobox", { name: "Deal" }).fill("zotware");
  await expect(page.getByRole("option", { name: /zotware/i })).toHaveCount(0);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Search and commands" }).fill("zotware");
  await expect(page.getByText("Nothing is called “zotware”")).toBeVisible();
});

test("a session opens its own workspace alone", async ({ browser }) => {
  const mine = await signedIn("owner");
  const other = await signedIn("owner");
  // The cookie of one host, sent to another by hand.
  const page = await pageOf(browser, { ...mine, ctx: other.ctx });
  await page.goto("/deals");
  await expect(page).toHaveURL(/\/sign-in\?to=%2Fdeals$/);
});

test("an action is refused when another host's page sends it", async ({ browser }) => {
  const me = await signedIn("owner");
  const { id } = await makeCompany(me.ctx, { name: "Cancity" });
  const page = await pageOf(browser, me);
  await page.goto(`/companies/${id}`);
  const sent = page.waitForRequest((request) => Boolean(request.headers()["next-action"]));
  await page.getByRole("group", { name: "Log an activity" }).getByRole("button", { name: "Note" }).click();
  await page.getByRole("textbox", { name: "Subject" }).fill("Mine");
  await page.getByRole("button", { name: "Add activity" }).click();
  const request = await sent;
  await expect(page.getByRole("list", { name: "Timeline" })).toContainText("Mine");
  const { "content-length": _, ...headers } = await request.allHeaders();
  const replay = (origin: string, subject: string) =>
    ask(request.url(), { ...headers, origin }, request.postData()?.replace("Mine", subject));
  await replay(headers.origin ?? "", "Sent again");
  await replay("http://evil.example", "Forged");
  await page.reload();
  await expect(page.getByRole("list", { name: "Timeline" })).toContainText("Sent again");
  await expect(page.getByText("Forged")).toHaveCount(0);
});
