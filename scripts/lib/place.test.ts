import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openPlace, readSecrets } from "./place";
import { initialise, leftover } from "./postgres";
import { canReach, postgresAccount, reachableBinaries } from "./postgres-user";
import { Told } from "./told";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "tenantry-place-"));
});
afterEach(() => {
  chmodSync(folder, 0o755);
  rmSync(folder, { recursive: true, force: true });
});

describe("the data folder", () => {
  it("is told about when it is a file", () => {
    const file = path.join(folder, "data");
    writeFileSync(file, "");
    expect(() => openPlace(file)).toThrow(
      /is not a folder: set TENANTRY_DATA to a folder that you can write/,
    );
  });

  it("is told about when it cannot be written", () => {
    chmodSync(folder, 0o555);
    // Root may write anywhere but into a file system of the kernel.
    const readOnly = process.getuid?.() === 0 ? "/sys/tenantry" : path.join(folder, "data");
    expect(() => openPlace(readOnly)).toThrow(/cannot be written: set TENANTRY_DATA/);
  });

  it("keeps the passwords readable for its owner alone, and the same from run to run", () => {
    const secrets = readSecrets(folder);
    expect(readSecrets(folder)).toEqual(secrets);
    expect(statSync(path.join(folder, "secrets.json")).mode & 0o777).toBe(0o600);
    expect(new Set(Object.values(secrets)).size).toBe(4);
  });

  it("is left alone when another version of PostgreSQL wrote it", () => {
    const account = postgresAccount();
    const data = path.join(folder, "postgres");
    mkdirSync(data);
    writeFileSync(path.join(data, "PG_VERSION"), "17\n");
    const server = { binaries: reachableBinaries(account), data, log: path.join(folder, "log"), account };
    expect(() => initialise(server, "secret")).toThrow(Told);
    expect(() => initialise(server, "secret")).toThrow(
      /written by PostgreSQL 17, and this is 18: move that folder/,
    );
  });

  it("forgets the lock of a server whose process id now belongs to another program", () => {
    const data = path.join(folder, "postgres");
    const lock = path.join(data, "postmaster.pid");
    mkdirSync(data);
    writeFileSync(lock, `${process.pid}\n${data}\n`);
    expect(leftover({ data })).toBeNull();
    expect(statSync(lock, { throwIfNoEntry: false })).toBeUndefined();
  });
});

describe("reach", () => {
  it("ends at a folder that is closed to the account", () => {
    const someone = { uid: 54321, gid: 54321 };
    const inside = path.join(folder, "postgres");
    expect(canReach(someone, inside)).toBe(false);
    chmodSync(folder, 0o711);
    expect(canReach(someone, inside)).toBe(canReach(someone, folder));
    expect(canReach({}, inside)).toBe(true);
  });
});
