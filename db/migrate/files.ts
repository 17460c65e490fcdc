import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

export type Migration = {
  version: string;
  hash: string;
  statements: string[];
  /** False for what PostgreSQL refuses inside a transaction: indexes built or dropped CONCURRENTLY. */
  inTransaction: boolean;
};

export type Store = "control" | "tenant";

/** The first line of a migration whose statements run one by one, each on its own. */
export const NO_TRANSACTION = "-- tenantry: no transaction";

const folderOf = (store: Store): string => join(process.cwd(), "db", "migrations", store);

/** The migrations of one store, in order. */
export async function readMigrations(store: Store): Promise<Migration[]> {
  const names = (await readdir(folderOf(store))).filter((name) => name.endsWith(".sql")).sort();
  return Promise.all(
    names.map(async (name) =>
      parseMigration(name.replace(/\.sql$/, ""), await readFile(join(folderOf(store), name), "utf8")),
    ),
  );
}

/** One migration file. Drizzle writes `"public"` into references; ours are found by search_path. */
export function parseMigration(version: string, file: string): Migration {
  const text = file.replaceAll('"public".', "");
  return {
    version,
    hash: sha256(text),
    statements: text.split("--> statement-breakpoint").filter((statement) => statement.trim() !== ""),
    inTransaction: !text.startsWith(NO_TRANSACTION),
  };
}

/** The functions of the schema `app`, and what tells one version of them from another. */
export async function readAppFunctions(): Promise<{ text: string; hash: string }> {
  const text = await readFile(join(process.cwd(), "db", "sql", "app.sql"), "utf8");
  return { text, hash: sha256(text) };
}

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
