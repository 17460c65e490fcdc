import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { binary, ROOT, run } from "./child";
import { Told } from "./told";

const SOURCES = ["app", "components", "db", "lib", "public", "middleware.ts", "instrumentation.ts"];
const SETTINGS = [
  "next.config.ts",
  "postcss.config.mjs",
  "tsconfig.json",
  "package.json",
  "package-lock.json",
];
const STAMP = path.join(ROOT, ".next", "built-from");

/** Builds the product unless the build that is there came from these very sources; answers whether it did. */
export async function build(): Promise<boolean> {
  const sources = fingerprint();
  if (existsSync(STAMP) && readFileSync(STAMP, "utf8") === sources) return false;
  const { code, output } = await run([...binary("next/dist/bin/next"), "build"]);
  if (code !== 0) throw new Told(`The product does not build:\n${output.trim()}`);
  writeFileSync(STAMP, sources);
  return true;
}

function fingerprint(): string {
  const hash = createHash("sha256");
  for (const file of [...SOURCES, ...SETTINGS].flatMap((name) => filesUnder(name))) {
    hash.update(`${file}\0`).update(readFileSync(path.join(ROOT, file)));
  }
  return hash.digest("hex");
}

/** The files of a folder that the build can see, in a fixed order; a file stands for itself. */
function filesUnder(name: string): string[] {
  const full = path.join(ROOT, name);
  if (!existsSync(full)) return [];
  if (!statSync(full).isDirectory()) return [name];
  return readdirSync(full, { recursive: true, encoding: "utf8" })
    .filter((inside) => !/\.test\.tsx?$/.test(inside) && statSync(path.join(full, inside)).isFile())
    .map((inside) => path.join(name, inside))
    .sort();
}
