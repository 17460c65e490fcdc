import { expect, test } from "@playwright/test";
import { makeCompany, makeSession, makeUser, signedIn, signedInOperator, unique } from "@/db/factories";
import { ask } from "./fixtures/ask";
import { consoleOf } from "./fixtures/console";
import { at, fillSignIn } from "./fixtures/sign-in";

const password = "a long enough one";

test("an operator signs in, finds a tenant, makes one, suspends it and brings it back", async ({ page }) => {
  const { user } = await signedInOperator({ password });
  const owner = await makeUser();
  await page.goto(at("admin"));
  await expect(page).toHaveURL(/\/sign-in/);
  await expect(page.getByRole("link", { name: "Create an account" })).toHaveCount(0);
  await fillSignIn(page, user.email, password);
  await expect(page).toHaveURL(at("admin", "/tenants"));

  await page.getByRole("searchbox").fill("hanami");
  await expect(page).toHaveURL(/q=hanami/);
  await expect(page.getByRole("link", { name: "Fjordlys" })).toHaveCount(0);
  await page.getByRole("link", { name: "Hanami Supply" }).click();
  await expect(page.getByRole("complementary", { name: "Properties" })).toContainText("Asia/Tokyo");

  const name = `Globex ${unique()}`;
  await page.getByRole("link", { name: "Tenants" }).first().click();
  await page.getByRole("link", { name: "New workspace" }).click();
  await page.getByLabel("Name", { exact: false }).first().fill(name);
  await page.getByLabel("Owner's e-mail").fill("nobody@acme.example");
  await page.getByRole("button", { name: "Create workspace" }).click();
  await expect(page.getByText(/Nobody has signed up as nobody@acme.example/)).toBeVisible();
  await page.getByLabel("Owner's e-mail").fill(owner.email);
  await page.getByLabel("Isolation level").selectOption("schema");
  await page.getByRole("button", { name: "Create workspace" }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await expect(page.getByRole("main")).toContainText("Own schema");
  await expect(page.getByText("Its place is being made")).toHaveCount(0);

  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: /Suspend/ }).click();
  await page.getByLabel("Reason").fill("The invoice of May is open.");
  await page.getByRole("button", { name: "Suspend" }).click();
  await expect(page.getByText("The invoice of May is open.").first()).toBeVisible();
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Resume" }).click();
  await expect(page.getByRole("main")).not.toContainText("The invoice of May is open. ·");

  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: /Delete/ }).click();
  await page.getByRole("button", { name: `Delete ${name}` }).click();
  await expect(page.getByText("Deleted", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Restore" }).click();
  await expect(page.getByText("Deleted", { exact: true })).toHaveCount(0);
  await page.getByRole("link", { name: "Audit log" }).click();
  for (const action of ["tenant.created", "tenant.status_changed", "tenant.deleted", "tenant.restored"])
    await expect(
      page.getByRole("row").filter({ hasText: action }).filter({ hasText: name }).first(),
    ).toBeVisible();
});

test("an operator moves a tenant to a schema of its own, and sees it arrive", async ({ browser }) => {
  const { ctx } = await signedIn("owner");
  await makeCompany(ctx, { name: "Cancity" });
  const page = await consoleOf(browser, await signedInOperator());
  await page.goto(`/tenants/${ctx.tenantId}`);
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: /Move to another level/ }).click();
  await page.getByRole("combobox", { name: "To" }).selectOption("schema");
  await page.getByLabel("Reason").fill("Their contract asks for it");
  await page.getByRole("button", { name: "Move", exact: true }).click();
  // Under way or there already: how far it is shows while it runs.
  const moved = page.getByRole("listitem").filter({ hasText: "Shared → Own schema" });
  await expect(moved.getByText("Done")).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole("progressbar")).toHaveCount(0);
  await expect(page.getByRole("complementary", { name: "Properties" })).toContainText("Own schema");
  await page.goto("/moves");
  await expect(page.getByRole("row").filter({ hasText: "Shared → Own schema" }).first()).toContainText(
    "Noor Haddad",
  );
});

test("the console shows where tenants live, and measures it now", async ({ browser }) => {
  const page = await consoleOf(browser, await signedInOperator());
  await page.goto("/placements");
  const own = page.getByRole("row").filter({ hasText: "The installation's own" });
  await expect(own).toContainText("Yes");
  await expect(own).toContainText(/\d ms/);
  for (const [link, path] of [
    ["Moves", "/moves"],
    ["Migrations", "/migrations"],
    ["Operators", "/operators"],
  ] as const) {
    await page.getByRole("navigation", { name: "Console" }).getByRole("link", { name: link }).click();
    await expect(page).toHaveURL(at("admin", path));
    await expect(page.getByRole("heading", { level: 1, name: link })).toBeVisible();
  }
  await page.goto("/nowhere");
  await expect(page.getByRole("heading", { name: "There is nothing here" })).toBeVisible();
});

test("nobody but an operator gets in, whatever they know and whichever cookie they bring", async ({
  page,
}) => {
  const { ctx, user, cookie } = await signedIn("owner");
  const operator = await signedInOperator();
  const known = await makeUser({ password });
  await page.goto(at("admin", "/sign-in"));
  await fillSignIn(page, known.email, password);
  await expect(page.getByRole("alert").first()).toContainText("do not belong together");
  await fillSignIn(page, known.email, "another long one");
  await expect(page.getByRole("alert").first()).toContainText("do not belong together");

  const apexCookie = await makeSession(user.id, null);
  for (const worthless of ["", cookie, apexCookie, await makeSession(user.id, null, true)]) {
    for (const path of ["/", "/tenants", "/audit"]) {
      const { status, headers, body } = await ask(at("admin", path), { cookie: worthless });
      expect(status, path).toBe(307);
      expect(headers.location).toMatch(/^\/sign-in/);
      expect(body).not.toContain("Hanami");
    }
  }
  const signedIns = [at(ctx.tenant.slug, "/deals"), at(null, "/workspaces")];
  for (const elsewhere of signedIns)
    expect((await ask(elsewhere, { cookie: operator.cookie })).headers.location).toMatch(/^\/sign-in/);
});

test("its pages are named on no host from outside", async () => {
  const operator = await signedInOperator();
  for (const host of [null, "acme", "admin"]) {
    for (const path of ["/admin", "/admin/tenants"])
      expect((await ask(at(host, path), { cookie: operator.cookie })).status, `${host} ${path}`).toBe(404);
  }
  for (const path of ["/sign-up", "/enter", "/workspaces"])
    expect((await ask(at("admin", path), { cookie: operator.cookie })).status, path).toBe(404);
});
