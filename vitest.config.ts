import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

// Which level the factories make tenants at: said by each project, and read by its setup.
declare module "vitest" {
  interface ProvidedContext {
    isolationLevel: "shared" | "schema" | "database";
  }
}

/** Where two tenants must share one connection, which at the level `database` no two do. */
const ONE_CONNECTION = ["db/lost-connection.test.ts", "db/turns.test.ts"];

/** What makes tenants and is about something else, or makes its own at every level. */
const LEVEL_OF_ITS_OWN = [
  "db/pools.test.ts",
  "db/rows/rows.test.ts",
  "lib/tenancy/moves/directions.test.ts",
  "lib/tenancy/moves/kill.test.ts",
  "lib/tenancy/moves/load.test.ts",
  "lib/tenancy/moves/moves.test.ts",
  "lib/tenancy/moves/runners.test.ts",
  "lib/tenancy/archive/archive.test.ts",
  "lib/tenancy/archive/bad-archives.test.ts",
  "lib/tenancy/provision.test.ts",
  "lib/auth/sign-in.test.ts",
  "lib/kernel/rate-limit.test.ts",
  "lib/lists/cursor.test.ts",
  "lib/log.test.ts",
];

/**
 * What takes long and runs at `shared` and at `database`, where a tenant has a schema of its own as well. Its verbs are called at
 * `schema` by the proof.
 */
const AT_TWO_LEVELS = [
  "lib/invitations/invitations.test.ts",
  "lib/kernel/audit-verify.test.ts",
  "lib/members/change.test.ts",
  "lib/reviews/reviews.test.ts",
  "lib/roles/escalation.test.ts",
  "lib/roles/roles.test.ts",
  "lib/sharing/sharing.test.ts",
  "lib/support/support.test.ts",
  "lib/teams/access.test.ts",
  "lib/workspaces/workspaces.test.ts",
];

/** The tests that work inside tenants: the database suite, which runs once per isolation level. */
function databaseTests(level: "schema" | "database"): string[] {
  const left = new Set([...LEVEL_OF_ITS_OWN, ...(level === "database" ? ONE_CONNECTION : AT_TWO_LEVELS)]);
  return globSync("{db,lib}/**/*.test.ts")
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => !left.has(file) && /factories"/.test(readFileSync(file, "utf8")));
}

const resolve = {
  alias: {
    "@": fileURLToPath(new URL(".", import.meta.url)),
    // `server-only` throws outside of a server build; the tests are a server.
    "server-only": fileURLToPath(new URL("node_modules/server-only/empty.js", import.meta.url)),
  },
};

const project = (name: "shared" | "schema" | "database", include: string[]) => ({
  resolve,
  test: {
    name,
    include,
    exclude: ["node_modules/**", ".next/**", ".tenantry/**", "e2e/**"],
    setupFiles: ["scripts/test/level.ts"],
    provide: { isolationLevel: name },
    // The second and third time, the files of a worker share what they import: that was most of their time.
    isolate: name === "shared",
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});

export default defineConfig({
  resolve,
  test: {
    // Vitest would leave a core idle, and half of a test is waiting for the database.
    maxWorkers: "100%",
    // Not in the projects: it runs once, for all of them.
    globalSetup: ["scripts/test/database.ts"],
    projects: [
      project("shared", ["**/*.test.ts", "**/*.test.tsx"]),
      project("schema", databaseTests("schema")),
      project("database", databaseTests("database")),
    ],
  },
});
