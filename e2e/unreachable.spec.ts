import { expect, test } from "@playwright/test";
import postgres from "postgres";
import { makeCompany, signedIn } from "@/db/factories";
import { pageOf } from "./fixtures";

test("a workspace whose database is away says so in words, and nobody else notices", async ({ browser }) => {
  const [lost, other] = [
    await signedIn("owner", { isolationLevel: "database" }),
    await signedIn("owner", { isolationLevel: "database" }),
  ];
  await makeCompany(other.ctx, { name: "Cancity" });
  const owner = postgres(process.env.MIGRATOR_DATABASE_URL ?? "", { max: 1, onnotice: () => {} });
  const name = lost.ctx.placement.databaseName ?? "";
  const page = await pageOf(browser, lost);
  await page.goto("/companies");
  await expect(page.getByRole("heading", { name: "Companies" })).toBeVisible();

  await owner.unsafe(`alter database "${name}" allow_connections false`);
  await owner`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${name} and usename = 'tenantry_app'`;
  await expect(async () => {
    await page.goto("/deals");
    await expect(page.getByText("The database of this workspace cannot be reached")).toBeVisible({
      timeout: 2000,
    });
  }).toPass();
  const theirs = await pageOf(browser, other);
  await theirs.goto("/companies");
  await expect(theirs.getByRole("link", { name: "Cancity" })).toBeVisible();

  await owner.unsafe(`alter database "${name}" allow_connections true`);
  await owner.end();
  await expect(async () => {
    await page.getByRole("button", { name: "Try again" }).click({ timeout: 2000 });
    await expect(page.getByRole("heading", { name: "Deals" })).toBeVisible({ timeout: 2000 });
  }).toPass();
});
