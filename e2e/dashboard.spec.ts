import { expect, type Page, test } from "@playwright/test";
import { at, signIn } from "./fixtures/sign-in";

const main = (page: Page) => page.getByRole("main");

test("shows the figures of the sales pipeline, and leads from each to its deals", async ({ page }) => {
  await signIn(page, "ines@acme.example", "acme");
  await expect(main(page).getByRole("link", { name: "Won value $10,005,534 in 4,238 deals" })).toBeVisible();
  await expect(
    main(page).getByRole("link", { name: "Win rate 63.15% 4,238 won of 6,711 closed" }),
  ).toBeVisible();
  await expect(
    main(page).getByRole("heading", { name: "Q2 2017 was the best quarter: $3,086,111" }),
  ).toBeVisible();
  for (const quarter of [
    "Q1 2017: $1,134,672.00 in 531 deals",
    "Q2 2017: $3,086,111.00 in 1,254 deals",
    "Q3 2017: $2,982,255.00 in 1,257 deals",
    "Q4 2017: $2,802,496.00 in 1,196 deals",
  ])
    await expect(main(page).getByRole("link", { name: quarter, exact: true })).toBeVisible();
  for (const [stage, deals] of [
    ["Prospecting", "500"],
    ["Engaging", "1,589"],
    ["Won", "4,238"],
    ["Lost", "2,473"],
  ] as const)
    await expect(
      main(page).getByRole("row").filter({ hasText: stage }).getByRole("cell", { name: deals, exact: true }),
    ).toBeVisible();
  await expect(
    main(page).getByRole("heading", { name: "Darcel Schlecht leads with $1,153,214" }),
  ).toBeVisible();

  for (const [figure, deals] of [
    [/^Win rate/, "6,711"],
    [/^Q2 2017/, "1,254"],
    [/^Engaging/, "1,589"],
    [/^Darcel Schlecht/, "349"],
    [/^Open deals without activity/, "1,880"],
  ] as const) {
    await page.goto(at("acme"));
    await main(page).getByRole("link", { name: figure }).click();
    await expect(page.getByText(`1–50 of ${deals}`)).toBeVisible();
  }
});

test("keeps the chosen year in the address", async ({ page }) => {
  await signIn(page, "ingrid@fjordlys.example", "fjordlys");
  await page.getByRole("navigation", { name: "Time" }).getByRole("link", { name: "2026" }).click();
  await expect(page).toHaveURL(at("fjordlys", "/?year=2026"));
  await main(page)
    .getByRole("link", { name: "Won value kr 3,761,200 in 9 deals, and EUR 96,400.00" })
    .click();
  await expect(page.getByText("1–9 of 9")).toBeVisible();
  await page.goto(at("fjordlys", "/?year=2019"));
  await expect(main(page).getByRole("heading", { name: "Nothing was won in 2019" })).toBeVisible();
});

test("adds up a workspace's own deals, and opens to nobody else", async ({ page }) => {
  await signIn(page, "haruka@hanami.example", "hanami");
  await expect(main(page).getByRole("link", { name: /^Won value ¥19,511,400/ })).toBeVisible();
  await expect(page.getByText("Darcel Schlecht")).toHaveCount(0);
  await page.goto(at("acme"));
  await expect(page).toHaveURL(at("acme", "/sign-in"));
});
