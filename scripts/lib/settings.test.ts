import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { openPlace, type Place } from "./place";
import { checkSettings, openDatabase } from "./settings";

const admin = process.env.ADMIN_DATABASE_URL ?? "";
const app = process.env.DATABASE_URL ?? "";
const migrator = process.env.MIGRATOR_DATABASE_URL ?? "";
let place: Place;

beforeEach(() => {
  place = openPlace(mkdtempSync(path.join(tmpdir(), "tenantry-settings-")));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(place.folder, { recursive: true, force: true });
});

function given(values: Record<string, string | undefined>): void {
  const none = { DATABASE_URL: undefined, MIGRATOR_DATABASE_URL: undefined, ADMIN_DATABASE_URL: undefined };
  for (const [name, value] of Object.entries({ ...none, ...values })) vi.stubEnv(name, value);
}

describe("a database of one's own", () => {
  it("never lets the app sign in as an administrator", async () => {
    given({ DATABASE_URL: admin });
    const { urls, embedded } = await openDatabase(place);
    expect(embedded).toBe(false);
    expect(urls.adminUrl).toBe(admin);
    expect(new URL(urls.appUrl).username).toBe("tenantry_app");
    expect(new URL(urls.migratorUrl).username).toBe("tenantry_migrator");
  });

  it("takes the app's login as it is given", async () => {
    given({ DATABASE_URL: app, MIGRATOR_DATABASE_URL: migrator });
    expect(await openDatabase(place)).toMatchObject({ urls: { appUrl: app, migratorUrl: migrator } });
  });

  it("asks for the owner's login beside the app's", async () => {
    given({ DATABASE_URL: app });
    await expect(openDatabase(place)).rejects.toThrow("set MIGRATOR_DATABASE_URL to the login that does");
  });

  it("says why it cannot be used", async () => {
    given({ DATABASE_URL: "postgres://nobody@127.0.0.1:1/none" });
    await expect(openDatabase(place)).rejects.toThrow(
      /127\.0\.0\.1:1 cannot be used \(.+\): check DATABASE_URL/,
    );
  });
});

it("tells about a wrong setting before anything is started", () => {
  vi.stubEnv("PORT", "eighty");
  expect(() => checkSettings()).toThrow("PORT must be a number, such as 3000.");
});
