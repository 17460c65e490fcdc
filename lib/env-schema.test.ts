import { describe, expect, it } from "vitest";
import { parseEnv } from "./env-schema";

const enough = { DATABASE_URL: "postgres://app@localhost/tenantry", SECRET: "x".repeat(32) };

describe("settings", () => {
  it("fills in what may be left out", () => {
    expect(parseEnv(enough)).toMatchObject({ PORT: 3000, APP_HOST: "localhost:3000", APP_SCHEME: "http" });
    expect(parseEnv({ ...enough, PORT: "4000" }).APP_HOST).toBe("localhost:4000");
  });

  it("takes an empty value for a missing one", () => {
    expect(parseEnv({ ...enough, PORT: "", APP_HOST: "" }).PORT).toBe(3000);
  });

  it.each([
    [{ PORT: "http" }, "PORT must be a number"],
    [{ PORT: "70000" }, "PORT must be between 1 and 65535"],
    [{ APP_HOST: "https://example.com" }, "APP_HOST must be a bare host"],
    [{ APP_HOST: "Example.com" }, "APP_HOST must be a bare host in lower case"],
    [{ APP_SCHEME: "ftp" }, "APP_SCHEME must be http or https"],
    [{ TRUSTED_PROXY: "maybe" }, "TRUSTED_PROXY must be true or false"],
    [{ DATABASE_URL: "mysql://x" }, "DATABASE_URL must start with postgres://"],
    [{ DATABASE_URL: undefined }, "DATABASE_URL is missing"],
    [{ SECRET: "short" }, "SECRET is too short"],
    [{ SECRET_PREVIOUS: "short" }, "SECRET_PREVIOUS is too short"],
    [{ LOG_LEVEL: "loud" }, "LOG_LEVEL must be"],
  ])("says what is wrong with %j", (change, sentence) => {
    expect(() => parseEnv({ ...enough, ...change })).toThrow(sentence);
  });

  it("names every wrong setting at once, a line each", () => {
    expect(() => parseEnv({ PORT: "x" })).toThrow(/PORT.*\nDATABASE_URL.*\nSECRET/);
  });

  it("shows the outbox on this machine alone", () => {
    expect(parseEnv(enough).OUTBOX_PAGE).toBe(true);
    expect(parseEnv({ ...enough, OUTBOX_PAGE: "false" }).OUTBOX_PAGE).toBe(false);
    const elsewhere = { ...enough, APP_HOST: "example.com" };
    expect(parseEnv(elsewhere).OUTBOX_PAGE).toBe(false);
    expect(() => parseEnv({ ...elsewhere, OUTBOX_PAGE: "true" })).toThrow("localhost only");
  });

  it("needs no database while the product is being built, and only then", () => {
    expect(parseEnv({ NEXT_PHASE: "phase-production-build" }).DATABASE_URL).toContain("not-needed");
    expect(() => parseEnv({})).toThrow("DATABASE_URL");
  });
});
