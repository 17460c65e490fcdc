import { readFile } from "node:fs/promises";
import { gunzipSync } from "node:zlib";
import { expect, type Page, test } from "@playwright/test";
import { extract } from "tar-stream";
import { makeCompany, makeTenant, makeUser, signedIn, signIn } from "@/db/factories";
import { suspend } from "@/db/factories/lifecycle";
import { pageOf } from "./fixtures";
import { ask } from "./fixtures/ask";
import { at, fillSignIn } from "./fixtures/sign-in";

const password = "a long enough one";

async function deleteAcme(page: Page, typed: string): Promise<void> {
  await page.getByLabel("Type Acme to confirm").fill(typed);
  await page.getByRole("dialog").getByRole("button", { name: "Delete Acme" }).click();
}

test("an owner deletes the workspace by its name; it is gone for everybody, and comes back at the apex", async ({
  browser,
}) => {
  const tenant = await makeTenant();
  const owner = await signIn(tenant, "owner", await makeUser({ password }));
  const member = await signIn(tenant, "viewer");
  await makeCompany(owner.ctx, { name: "Cancity" });
  const page = await pageOf(browser, owner);
  const theirs = await pageOf(browser, member);
  await theirs.goto("/companies");
  await page.goto("/settings/workspace");
  await page.getByRole("button", { name: "Delete Acme" }).click();
  await deleteAcme(page, "acme");
  await expect(page.getByText("Type the name exactly as it is: Acme")).toBeVisible();
  await deleteAcme(page, "Acme");

  await expect(page).toHaveURL(at(null, "/sign-in?to=%2Fworkspaces"));
  await theirs.goto("/companies");
  await expect(theirs.getByText("Cancity")).toHaveCount(0);
  // Byte for byte as an address that never was anybody's.
  const gone = await ask(at(tenant.slug, "/companies"), { cookie: member.cookie });
  const never = await ask(at(`${tenant.slug}x`, "/companies"), { cookie: member.cookie });
  expect(gone.status).toBe(404);
  expect(never.status).toBe(404);

  await fillSignIn(page, owner.user.email, password);
  await expect(page.getByText("You are in no workspace yet")).toBeVisible();
  await expect(page.getByText(/^Erased for good after /)).toBeVisible();
  await page.getByRole("button", { name: "Restore Acme" }).click();
  await expect(page.getByText("Acme is back, as it was.")).toBeVisible();
  await page.getByRole("link", { name: "Open Acme" }).click();
  await expect(page).toHaveURL(at(tenant.slug));
  await page.goto(at(tenant.slug, "/companies"));
  await expect(page.getByRole("link", { name: "Cancity" })).toBeVisible();
  // Whoever was in has to sign in again.
  await theirs.goto("/companies");
  await expect(theirs).toHaveURL(/\/sign-in/);
});

test("an admin sees what deletes the workspace, and who can", async ({ browser }) => {
  const admin = await signedIn("admin");
  const page = await pageOf(browser, admin);
  await page.goto("/settings/workspace");
  const button = page.getByRole("button", { name: "Delete Acme" });
  await expect(button).toHaveAttribute("aria-disabled", "true");
  await expect(button).toHaveAttribute("data-tooltip", /It comes with: Owner\./);
});

test("a save in a workspace that was suspended meanwhile is refused in words, and nothing typed is lost", async ({
  browser,
}) => {
  const owner = await signedIn("owner");
  const page = await pageOf(browser, owner);
  await page.goto("/companies/new");
  await page.getByLabel("Name").fill("Kan-code");
  await suspend(owner.ctx.tenantId, "Two invoices are unpaid.");
  await page.getByRole("button", { name: "Create company" }).click();
  const refusal = page.getByRole("alert").filter({ hasText: "This workspace is suspended" });
  await expect(refusal).toContainText("Two invoices are unpaid. Nothing was lost.");
  await expect(refusal).toContainText("can lift it");
  await expect(page.getByLabel("Name")).toHaveValue("Kan-code");
  await page.goto("/companies");
  await expect(page.getByRole("status").filter({ hasText: "Two invoices are unpaid." })).toBeVisible();
  await expect(page.getByRole("button", { name: "New company" }).first()).toHaveAttribute(
    "aria-disabled",
    "true",
  );
});

test("all of the workspace is taken out as one file, whose manifest tells what is in it", async ({
  browser,
}) => {
  const owner = await signedIn("owner");
  await makeCompany(owner.ctx, { name: "Cancity" });
  const page = await pageOf(browser, owner);
  await page.goto("/settings/workspace");
  const downloading = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export everything" }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/^workspace-\d{4}-\d\d-\d\d\.tar\.gz$/);
  const files = await filesOf(await download.path());
  const manifest = JSON.parse(files.get("manifest.json") ?? "");
  expect(manifest).toMatchObject({
    format: "tenantry archive",
    tenant: { id: owner.ctx.tenantId, slug: owner.ctx.tenant.slug, name: "Acme" },
  });
  expect(manifest.tables.find(({ name }: { name: string }) => name === "companies").rows).toBe(1);
  expect(files.get("csv/companies.csv")).toContain("Cancity");
  expect(JSON.parse(files.get("json/companies.ndjson") ?? "")).toMatchObject({ name: "Cancity" });
});

test("nobody without the permission takes it out, and nobody from another workspace", async () => {
  const [manager, stranger] = [await signedIn("manager"), await signedIn("owner")];
  const address = at(manager.ctx.tenant.slug, "/settings/workspace/export");
  expect((await ask(address, { cookie: manager.cookie })).status).toBe(403);
  expect((await ask(address, { cookie: stranger.cookie })).status).toBe(401);
  expect((await ask(address)).status).toBe(401);
});

async function filesOf(path: string): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  const tar = extract();
  tar.end(gunzipSync(await readFile(path)));
  for await (const entry of tar) {
    const chunks: Buffer[] = [];
    for await (const chunk of entry) chunks.push(chunk as Buffer);
    files.set(entry.header.name, Buffer.concat(chunks).toString("utf8"));
  }
  return files;
}
