import { existsSync } from "node:fs";
import path from "node:path";
import { chromium } from "@playwright/test";

const SYSTEM = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** The flags under which every browser behaves alike, and keeps the checks of Origin that are being tested. */
export const CHROMIUM_FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** A Chromium to test with: one that CHROMIUM_PATH names, Playwright's own, the system's, or the one npm brought. */
export async function findChromium(): Promise<string> {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (existsSync(named)) return named;
    throw new Error(`CHROMIUM_PATH names ${named}, which does not exist.`);
  }
  const installed = [chromium.executablePath(), ...onPath(SYSTEM)].find((file) => existsSync(file));
  if (installed) return installed;
  const carried = await import("@sparticuz/chromium");
  return carried.default.executablePath();
}

function onPath(names: string[]): string[] {
  const folders = (process.env.PATH ?? "").split(path.delimiter).filter(Boolean);
  return names.flatMap((name) => folders.map((folder) => path.join(folder, name)));
}
