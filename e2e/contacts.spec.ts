import { expect, test } from "@playwright/test";
import { makeContact, signedIn } from "@/db/factories";
import { pageOf } from "./fixtures";

test("a contact is created with tags, found by one, and deleted with others at once", async ({ browser }) => {
  const me = await signedIn("owner");
  await makeContact(me.ctx, { firstName: "Bruno", lastName: "Bianchi", tags: ["buyer"] });
  const page = await pageOf(browser, me);

  await page.goto("/contacts/new");
  await page.getByLabel("First name").fill("Celeste");
  await page.getByLabel("Last name").fill("Castell");
  await page.getByLabel("E-mail").fill("celeste@acme.example");
  await page.getByRole("textbox", { name: "Tags" }).fill("vip");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Create contact" }).click();
  await expect(page).toHaveTitle(/^Celeste Castell/);
  await expect(page.getByRole("link", { name: "celeste@acme.example" })).toHaveAttribute(
    "href",
    "mailto:celeste@acme.example",
  );

  await page.goto("/contacts");
  await page.getByRole("combobox", { name: "Tag" }).click();
  await page.getByRole("option", { name: "vip" }).click();
  await expect(page.getByRole("link", { name: "Bruno Bianchi" })).toBeHidden();
  await expect(page.getByRole("link", { name: "Celeste Castell" })).toBeVisible();

  await page.goto("/contacts");
  await page.getByLabel("Select all on this page").check();
  await page.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("heading", { name: "No contacts yet" }).waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.locator("a[data-row]")).toHaveCount(2);
});

test("a second editor is shown what changed, and chooses", async ({ browser }) => {
  const me = await signedIn("owner");
  const { id } = await makeContact(me.ctx, { firstName: "Amara", lastName: "Abbott" });
  const [mine, other] = [await pageOf(browser, me), await pageOf(browser, me)];
  for (const page of [mine, other]) await page.goto(`/contacts/${id}/edit`);
  await other.getByLabel("Job title").fill("CFO");
  await other.getByRole("button", { name: "Save contact" }).click();
  await expect(other).toHaveTitle(/^Amara Abbott/);
  await mine.getByLabel("Job title").fill("Office manager");
  await mine.getByRole("button", { name: "Save contact" }).click();
  const panel = mine.getByRole("region", { name: "Changed meanwhile" });
  await panel.getByRole("group", { name: "Job title" }).getByText("CFO").click();
  await panel.getByRole("button", { name: "Save with these" }).click();
  await expect(mine).toHaveTitle(/^Amara Abbott/);
  await expect(mine.getByRole("complementary")).toContainText("CFO");
});

test("another workspace's contact is as if it were not there", async ({ browser }) => {
  const { id } = await makeContact((await signedIn("owner")).ctx, { firstName: "Dmitri" });
  const page = await pageOf(browser, await signedIn("owner"));
  for (const path of [`/contacts/${id}`, `/contacts/${id}/edit`]) {
    expect((await page.goto(path))?.status()).toBe(404);
    await expect(page.getByText("Dmitri")).toHaveCount(0);
  }
});
