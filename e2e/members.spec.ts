import { type Browser, expect, type Page, test } from "@playwright/test";
import { makeDeal, makeUser, signedIn, signIn, unique } from "@/db/factories";
import { pageOf } from "./fixtures";
import { at, fillSignIn } from "./fixtures/sign-in";

const password = "a long enough one";

/** Opens the link of the newest mail to an address, in this browser. */
async function openMail(page: Page, email: string): Promise<void> {
  await page.goto(at(null, `/dev/outbox?to=${encodeURIComponent(email)}`));
  await page
    .getByRole("link", { name: /\/invite\// })
    .first()
    .click();
  await expect(page.getByRole("heading", { name: "Join Acme" })).toBeVisible();
}

const freshPage = async (browser: Browser): Promise<Page> => (await browser.newContext()).newPage();

/** Opens a person's page from the list, and there the menu of what can be done. */
async function openPerson(page: Page, name: string): Promise<void> {
  await page.goto("/settings/members");
  await page.getByRole("link", { name }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
}

async function chooseAction(page: Page, action: string): Promise<void> {
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: action }).click();
}

test("two people are invited, and come in: one new, one known", async ({ browser }) => {
  test.setTimeout(120_000);
  const owner = await signedIn("owner");
  const slug = owner.tenant.slug;
  const known = await makeUser({ name: "Haruka Mori", password });
  const fresh = `kaito-${unique()}@hanami.example`;
  const page = await pageOf(browser, owner);
  await page.goto("/settings/members");
  await page.getByRole("button", { name: "Invite people" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("E-mail addresses").fill(`${fresh}, ${known.email}`);
  await dialog.getByRole("button", { name: "Send invitations" }).click();
  await expect(dialog.getByText("Choose at least one role")).toBeVisible();
  await dialog.getByRole("checkbox", { name: /^Sales rep/ }).check();
  await dialog.getByLabel("Message").fill("We start on Monday.");
  await dialog.getByRole("button", { name: "Send invitations" }).click();
  await expect(page.getByRole("heading", { name: "2 open invitations" })).toBeVisible();

  const stranger = await freshPage(browser);
  await openMail(stranger, fresh);
  await expect(stranger.getByText("We start on Monday.")).toBeVisible();
  const link = stranger.url();
  await stranger.getByLabel("Your name").fill("Kaito Arai");
  await stranger.getByLabel("Password").fill(password);
  await stranger.getByRole("button", { name: "Join Acme" }).click();
  await expect(stranger).toHaveURL(at(slug));
  await expect(stranger.getByRole("button", { name: "Workspace: Acme" })).toBeVisible();

  const friend = await freshPage(browser);
  await openMail(friend, known.email);
  await friend.getByLabel("Password").fill(password);
  await friend.getByRole("button", { name: "Sign in" }).click();
  await friend.getByRole("button", { name: "Join Acme" }).click();
  await expect(friend).toHaveURL(at(slug));
  await friend.goto(link);
  await expect(friend.getByText("was used already, and works once")).toBeVisible();

  await page.reload();
  await expect(page.getByRole("link", { name: "Kaito Arai" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Haruka Mori" })).toBeVisible();
  await expect(page.getByText("open invitation")).toHaveCount(0);
});

test("an invitation is for one address: whoever is signed in as somebody else is told, and one that was taken back opens nothing", async ({
  browser,
}) => {
  const owner = await signedIn("owner");
  const email = `kaito-${unique()}@hanami.example`;
  const other = await makeUser({ name: "Haruka Mori", password });
  const page = await pageOf(browser, owner);
  await page.goto("/settings/members");
  await page.getByRole("button", { name: "Invite people" }).click();
  await page.getByLabel("E-mail addresses").fill(email);
  await page.getByRole("checkbox", { name: /^Viewer/ }).check();
  await page.getByRole("button", { name: "Send invitations" }).click();
  await page.getByRole("button", { name: `Send the invitation of ${email} again` }).click();
  await expect(page.getByText(`Sent to ${email} again`)).toBeVisible();

  const wrong = await freshPage(browser);
  await wrong.goto(at(null, "/sign-in"));
  await fillSignIn(wrong, other.email, password);
  await expect(wrong).toHaveURL(at(null, "/workspaces"));
  await openMail(wrong, email);
  await expect(wrong.getByText(`You are signed in as ${other.email}`)).toBeVisible();
  await expect(wrong.getByRole("button", { name: "Join Acme" })).toHaveCount(0);
  await wrong.getByRole("button", { name: "Sign out" }).click();
  await expect(wrong.getByLabel("Your name")).toBeVisible();

  await page.getByRole("button", { name: `Take back the invitation of ${email}` }).click();
  await expect(page.getByText("open invitation")).toHaveCount(0);
  await wrong.reload();
  await expect(wrong.getByText("was taken back")).toBeVisible();
});

test("a role is given until a day, after a look at what it changes, and taken away", async ({ browser }) => {
  const owner = await signedIn("owner");
  const rep = await signIn(owner.tenant, "viewer", await makeUser({ name: "Ines Faro" }));
  const page = await pageOf(browser, owner);
  await openPerson(page, "Ines Faro");
  await page.getByRole("button", { name: "Give a role" }).click();
  await page.getByLabel("Role", { exact: true }).selectOption({ label: "Manager" });
  await page.getByLabel("Until the end of").fill("2090-03-12");
  await page.getByRole("button", { name: "Give Manager" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText("1 person gains access.")).toBeVisible();
  await dialog.getByRole("button", { name: "Give Manager" }).click();
  await expect(page.getByText(/^Manager until Mar 12, 2090$/)).toBeVisible();

  const theirs = await pageOf(browser, rep);
  await theirs.goto("/deals");
  await expect(theirs.getByRole("link", { name: "New deal" }).first()).toBeVisible();
  await page.getByRole("button", { name: "Take Manager away" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Take away" }).click();
  await expect(page.getByText(/^Manager until/)).toHaveCount(0);
});

test("who is suspended is refused in their open page, in words, and comes back with what they had", async ({
  browser,
}) => {
  const owner = await signedIn("owner");
  const rep = await signIn(owner.tenant, "sales_rep", await makeUser({ name: "Ines Faro" }));
  const theirs = await pageOf(browser, rep);
  await theirs.goto("/companies/new");
  await theirs.getByLabel("Name").fill("Cancity");

  const page = await pageOf(browser, owner);
  await openPerson(page, "Ines Faro");
  await chooseAction(page, "Suspend");
  await expect(page.getByText("Ines Faro is suspended")).toBeVisible();

  await theirs.getByRole("button", { name: "Create company" }).click();
  await expect(theirs.getByText("You were suspended from this workspace").first()).toBeVisible();
  // The page has refreshed what it shows: nothing of the workspace is there any more.
  await expect(theirs.getByRole("button", { name: "Create company" })).toHaveCount(0);

  await chooseAction(page, "Bring back");
  await expect(page.getByText("Ines Faro can work here again")).toBeVisible();
  await theirs.goto("/companies/new");
  await expect(theirs.getByRole("button", { name: "Create company" })).toBeVisible();
});

test("who is removed hands over what they own", async ({ browser }) => {
  const owner = await signedIn("owner");
  const rep = await signIn(owner.tenant, "sales_rep", await makeUser({ name: "Ines Faro" }));
  await signIn(owner.tenant, "sales_rep", await makeUser({ name: "Melvin Marxen" }));
  await makeDeal(owner.ctx, { title: "GTX Pro", ownerId: rep.memberId });
  const page = await pageOf(browser, owner);
  await openPerson(page, "Ines Faro");
  await chooseAction(page, "Remove from the workspace");
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText("Ines Faro owns 1 deal.")).toBeVisible();
  await dialog.getByLabel("Give their records to").fill("Melvin");
  await page.getByRole("option", { name: "Melvin Marxen" }).click();
  await dialog.getByRole("button", { name: "Remove Ines Faro" }).click();
  await expect(page.getByText("Ines Faro was removed")).toBeVisible();
  await page.goto("/deals");
  await expect(page.getByRole("row", { name: /GTX Pro.*Melvin Marxen/ })).toBeVisible();
  const theirs = await pageOf(browser, rep);
  await theirs.goto("/deals");
  await expect(theirs.getByText("You were removed from this workspace")).toBeVisible();
});

test("an owner hands the workspace over, by name", async ({ browser }) => {
  const owner = await signedIn("owner");
  await signIn(owner.tenant, "admin", await makeUser({ name: "Ines Faro" }));
  const page = await pageOf(browser, owner);
  await openPerson(page, "Ines Faro");
  await chooseAction(page, "Make owner in my place");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Type Ines Faro to confirm").fill("Ines");
  await dialog.getByRole("button", { name: "Hand over" }).click();
  await expect(dialog.getByText("Type the name exactly as it is: Ines Faro")).toBeVisible();
  await dialog.getByLabel("Type Ines Faro to confirm").fill("Ines Faro");
  await dialog.getByRole("button", { name: "Hand over" }).click();
  await expect(page.getByText("Ines Faro owns this workspace now")).toBeVisible();
  await page.reload();
  await page.getByRole("button", { name: "More actions" }).click();
  const again = page.getByRole("menuitem", { name: /Make owner in my place/ });
  await expect(again).toContainText("Only an owner can hand over the workspace.");
});
