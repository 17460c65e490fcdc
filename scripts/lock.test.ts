import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { ROOT } from "./lib/child";

type Entry = {
  version?: string;
  resolved?: string;
  integrity?: string;
  os?: string[];
  cpu?: string[];
  optionalDependencies?: Record<string, string>;
};

const read = (name: string) => JSON.parse(readFileSync(path.join(ROOT, name), "utf8"));
const installed: Record<string, Entry> = read("package-lock.json").packages;

/** Below these, a known hole is open. */
const FLOORS = {
  next: "16.4.6",
  react: "19.3.1",
  "react-dom": "19.3.1",
  "drizzle-orm": "0.45.2",
  "better-auth": "1.6.22",
};

/** Binaries, which only machines of their kind download; for the others npm reads no more than which kind that is. */
const isForOnePlatform = (entry: Entry) => (entry.os ?? entry.cpu) !== undefined;

function isAtLeast(version: string, floor: string): boolean {
  const [have, need] = [version, floor].map((text) => text.split(/[.-]/).map(Number));
  for (const [index, part] of (need ?? []).entries()) {
    const mine = have?.[index] ?? 0;
    if (mine !== part) return mine > part;
  }
  return true;
}

describe("the lock file", () => {
  it.each(Object.entries(FLOORS))("holds %s at %s or above, wherever it is installed", (name, floor) => {
    const copies = Object.entries(installed).filter(([place]) => place.endsWith(`node_modules/${name}`));
    expect(copies.length).toBeGreaterThan(0);
    for (const [, { version }] of copies) expect(isAtLeast(version ?? "", floor)).toBe(true);
  });

  it("names no registry, so that every clone installs from its own", () => {
    expect(Object.values(installed).filter((entry) => entry.resolved !== undefined)).toEqual([]);
  });

  it("holds a checksum for every package that any machine needs", () => {
    const unchecked = Object.entries(installed).filter(
      ([place, entry]) => place !== "" && !entry.integrity && !isForOnePlatform(entry),
    );
    expect(unchecked.map(([place]) => place)).toEqual([]);
  });

  // npm leaves out what the registry of the day does not carry, and then refuses to install from its own file elsewhere.
  it("has an entry for every platform's binaries, also those of other machines", () => {
    const missing = Object.entries(installed).flatMap(([place, { optionalDependencies }]) =>
      Object.keys(optionalDependencies ?? {}).filter(
        (name) => !installed[`node_modules/${name}`] && !installed[`${place}/node_modules/${name}`],
      ),
    );
    expect(missing).toEqual([]);
  });

  it("belongs to exact versions", () => {
    const { dependencies, devDependencies } = read("package.json");
    const ranges = Object.values<string>({ ...dependencies, ...devDependencies }).filter(
      (v) => !/^\d/.test(v),
    );
    expect(ranges).toEqual([]);
  });
});
