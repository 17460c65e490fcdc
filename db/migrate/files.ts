import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

export type Migration = { version: string; hash: string; statements: string[] };

/** The migrations of one store, in order. Drizzle writes `"public"` into references; ours are found by search_path. */
export async function readMigrations(store: "control" | "tenant"): Promise<Migration[]> {
  const folder = join(process.cwd(), "db", "migrations", store);
  const names = (await readdir(folder)).filter((name) => name.endsWith(".sql")).sort();
  return Promise.all(
    names.map(async (name) => {
      const text = (await readFile(join(folder, name), "utf8")).replaceAll('"public".', "");
      return {
        version: name.replace(/\.sql$/, ""),
        hash: createHash("sha256").update(text).digest("hex"),
        statements: text.split("--> statement-breakpoint").filter((statement) => statement.trim() !== ""),
      };
    }),
  );
}

export const readAppFunctions = (): Promise<string> =>
  readFile(join(process.cwd(), "db", "sql", "app.sql"), "utf8");
