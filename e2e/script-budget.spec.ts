import { expect, type Page, test } from "@playwright/test";
import { pageOf } from "./fixtures";
import { at } from "./fixtures/sign-in";
import { furnished } from "./fixtures/workspace";

const BUDGET = 250_000;

/** The bytes of script that came over the network, compressed as they were, until the page is quiet. */
async function scriptBytes(page: Page, path: string): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.setCacheDisabled", { cacheDisabled: true });
  const scripts = new Set<string>();
  let bytes = 0;
  session.on("Network.responseReceived", ({ requestId, type }) => {
    if (type === "Script") scripts.add(requestId);
  });
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) bytes += encodedDataLength;
  });
  await page.goto(path, { waitUntil: "networkidle" });
  await session.detach();
  return bytes;
}

test(`no page ships more than ${BUDGET / 1000} kB of compressed script`, async ({ browser }) => {
  test.setTimeout(180_000);
  const { me, pages } = await furnished();
  const page = await pageOf(browser, me);
  const sizes: Record<string, number> = {};
  for (const path of [...pages, at(null), at(null, "/sign-in"), at(null, "/sign-up")]) {
    sizes[path] = await scriptBytes(page, path);
  }
  expect(Math.min(...Object.values(sizes))).toBeGreaterThan(0);
  const heavy = Object.entries(sizes).filter(([, bytes]) => bytes > BUDGET);
  expect(heavy, "path, bytes").toEqual([]);
});
