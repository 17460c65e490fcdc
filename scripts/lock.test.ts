import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { ROOT } from "./lib/child";

type Entry = { version?: string; resolved?: string; integrity?: string };

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

  it("holds a checksum for every package", () => {
    const unchecked = Object.entries(installed).filter(([place, entry]) => place !== "" && !entry.integrity);
    expect(unchecked.map(([place]) => place)).toEqual([]);
  });

  it("belongs to exact versions", () => {
    const { dependencies, devDependencies } = read("package.json");
    const ranges = Object.values<string>({ ...dependencies, ...devDependencies }).filter(
      (v) => !/^\d/.test(v),
    );
    expect(ranges).toEqual([]);
  });
});
