import { readFileSync } from "node:fs";
import path from "node:path";
import { ROOT } from "./lib/child";
import { lintMigrations } from "./migrations/lint";

/** Prints what the migrations lock or drop without care, and fails when there is something. */
const { version } = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8")) as { version: string };
const wrong = await lintMigrations(path.join(ROOT, "db/migrations"), version);
for (const sentence of wrong) console.error(sentence);
if (wrong.length === 0) console.log("The migrations lock and drop with care.");
process.exitCode = wrong.length === 0 ? 0 : 1;
