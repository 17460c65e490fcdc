import { expect, test } from "@playwright/test";
import { makeCompany, signedIn, signedInOperator, visiting } from "@/db/factories";
import { pageOf } from "./fixtures";
import { ask } from "./fixtures/ask";
import { consoleOf } from "./fixtures/console";
import { at } from "./fixtures/sign-in";

test("support enters for a reason, looks and changes nothing, and is out when a member says so", async ({
  browser,
}) => {
  const owner = await signedIn("owner");
  const { slug, id } = owner.ctx.tenant;
  await makeCompany(owner.ctx, { name: "Cancity" });
  const operator = await consoleOf(browser, await signedInOperator());
  await operator.goto(`/tenants/${id}`);
  await operator.getByRole("button", { name: "Enter as support" }).click();
  await operator.getByRole("button", { name: "Enter", exact: true }).click();
  await expect(operator.getByText("A reason is needed.")).toBeVisible();
  await operator.getByLabel("Reason").fill("Their import fails, ticket 4711");
  await operator.getByRole("button", { name: "Enter", exact: true }).click();

  await expect(operator).toHaveURL(at(slug));
  await expect(operator.getByText(/You look into Acme as support: read only, until/)).toBeVisible();
  await operator.goto(at(slug, "/companies"));
  await expect(operator.getByRole("link", { name: "Cancity" })).toBeVisible();
  const create = operator.getByRole("button", { name: "New company" });
  await expect(create).toHaveAttribute("aria-disabled", "true");
  await create.focus();
  await expect(operator.getByText("You are here as support, and may read only.").first()).toBeVisible();
  expect((await operator.goto(at(slug, "/companies/new")))?.status()).toBe(403);

  const member = await pageOf(browser, owner);
  await member.goto("/deals");
  const banner = member.getByRole("status").filter({ hasText: "Noor Haddad of Tenantry support" });
  await expect(banner).toContainText("(Their import fails, ticket 4711)");
  await member.getByRole("button", { name: "End now" }).click();
  await expect(banner).toHaveCount(0);

  await operator.goto(at(slug, "/companies"));
  await expect(operator).toHaveURL(/\/sign-in/);
  await member.goto("/settings/audit");
  await expect(member.getByRole("row").filter({ hasText: "Support entered" })).toContainText("Noor Haddad");
});

test("support leaves, and comes back while its visit lasts only from the console", async ({ browser }) => {
  const { ctx } = await signedIn("owner");
  const { slug, id } = ctx.tenant;
  const operator = await consoleOf(browser, await signedInOperator());
  await operator.goto(`/tenants/${id}`);
  await operator.getByRole("button", { name: "Enter as support" }).click();
  await operator.getByLabel("Reason").fill("Their import fails, ticket 4711");
  await operator.getByRole("button", { name: "Enter", exact: true }).click();
  await expect(operator).toHaveURL(at(slug));
  await operator.goto(at("admin", `/tenants/${id}`));
  await operator.getByRole("link", { name: "Back in" }).click();
  await expect(operator).toHaveURL(at(slug));
  await operator.getByRole("button", { name: "Leave" }).click();
  await expect(operator).toHaveURL(at("admin", `/tenants/${id}`));
  await expect(operator.getByRole("link", { name: "Back in" })).toHaveCount(0);
  await operator.goto(at(slug));
  await expect(operator).toHaveURL(/\/sign-in/);
});

test("a workspace decides how far support may go", async ({ browser }) => {
  const owner = await signedIn("owner");
  const member = await pageOf(browser, owner);
  const choose = async (name: RegExp) => {
    const saved = member.waitForResponse((response) => response.request().method() === "POST");
    await member.getByRole("radio", { name }).check();
    await saved;
  };
  await member.goto("/settings/support");
  await choose(/Let nobody in/);
  const operator = await consoleOf(browser, await signedInOperator());
  await operator.goto(`/tenants/${owner.ctx.tenant.id}`);
  const enter = operator.getByRole("button", { name: "Enter as support" });
  await expect(enter).toHaveAttribute("aria-disabled", "true");
  await choose(/look and change/);
  await operator.reload();
  await enter.click();
  await expect(operator.getByRole("combobox", { name: "To" })).toBeVisible();
});

test("a visit to one workspace opens no other, and not the apex", async () => {
  const { tenant } = await signedIn("owner");
  const { ctx: other } = await signedIn("owner");
  const { cookie } = await visiting(tenant);
  expect((await ask(at(tenant.slug, "/deals"), { cookie })).status).toBe(200);
  for (const url of [at(other.tenant.slug, "/deals"), at(null, "/workspaces"), at("admin", "/tenants")]) {
    const { status, headers } = await ask(url, { cookie });
    expect(status, url).toBe(307);
    expect(headers.location).toMatch(/^\/sign-in/);
  }
  // From inside, its way to other workspaces is nobody's.
  const { headers } = await ask(at(tenant.slug, "/open/-"), { cookie });
  expect(headers.location).toMatch(/^\/sign-in/);
});
