import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { build } from "../lib/build";
import { binary, ROOT, run } from "../lib/child";
import { browserServer } from "./browser";
import {
  type Counts,
  fromRunner,
  fromTool,
  playwrightCounts,
  proofCounts,
  type Result,
  vitestCounts,
} from "./result";

export type Suite = {
  name: string;
  what: string;
  run(serverUrl: string): Promise<Result>;
};

const tool = (name: string, what: string, command: string[]): Suite => ({
  name,
  what,
  run: async () => fromTool(name, await run(command)),
});

/** Checks that need no database, one after the other; the unit tests run beside them. */
export const checks: Suite[] = [
  {
    name: "types",
    what: "TypeScript",
    run: async () => {
      // A fresh clone has no types of its routes yet.
      const routes = await run([...binary("next/dist/bin/next"), "typegen"]);
      if (routes.code !== 0) return fromTool("types", routes);
      return fromTool("types", await run([...binary("typescript/lib/tsc.js"), "--noEmit"]));
    },
  },
  tool("lint", "Biome", [...binary("@biomejs/biome/bin/biome"), "check", "--error-on-warnings", "."]),
  tool("imports", "who imports whom", [
    process.execPath,
    "--import",
    "tsx",
    path.join(ROOT, "scripts/imports.ts"),
  ]),
  tool("migrations", "what they lock and drop", [
    process.execPath,
    "--import",
    "tsx",
    path.join(ROOT, "scripts/migrations.ts"),
  ]),
  tool("dead code", "Knip", binary("knip/bin/knip.js")),
  {
    name: "build",
    what: "the product as it ships",
    run: async () => {
      await build();
      return fromTool("build", { code: 0, output: "" });
    },
  },
];

export const unit: Suite = {
  name: "unit",
  what: "units, and the database for real",
  run: async (serverUrl) => {
    const { file, read } = reportFile(vitestCounts);
    const command = [...binary("vitest/vitest.mjs"), "run", "--reporter=default", "--reporter=json"];
    const finished = await run([...command, `--outputFile.json=${file}`], { TEST_DATABASE_URL: serverUrl });
    return fromRunner("unit", finished, read());
  },
};

export const proof: Suite = {
  name: "proof",
  what: "isolation of tenants, case by case, as a report",
  run: async (serverUrl) => {
    const file = path.join(ROOT, "reports/isolation.json");
    rmSync(file, { force: true });
    const command = [process.execPath, "--import", "tsx", path.join(ROOT, "scripts/prove.ts")];
    const finished = await run(command, { TEST_DATABASE_URL: serverUrl });
    return fromRunner("proof", finished, readCounts(file, proofCounts));
  },
};

export const browser: Suite = {
  name: "browser",
  what: "journeys in a real browser",
  run: async (serverUrl) => {
    const { file, read } = reportFile(playwrightCounts);
    const settings = await browserServer(serverUrl);
    const command = [...binary("@playwright/test/cli.js"), "test", "--reporter=list,json"];
    // The fixtures make their records by the product's own commands, which tsx resolves as the bundler does.
    const options = { NODE_OPTIONS: "--import tsx", PLAYWRIGHT_JSON_OUTPUT_FILE: file };
    const finished = await run(command, { ...settings, ...options });
    return fromRunner("browser", finished, read());
  },
};

/** A place for a runner's report; `read` answers null when the runner wrote none. */
function reportFile(parse: (text: string) => Counts): { file: string; read(): Counts | null } {
  const folder = mkdtempSync(path.join(tmpdir(), "tenantry-report-"));
  const file = path.join(folder, "report.json");
  return {
    file,
    read() {
      const counts = readCounts(file, parse);
      rmSync(folder, { recursive: true, force: true });
      return counts;
    },
  };
}

/** The counts of a report; null when there is none that can be read. */
function readCounts(file: string, parse: (text: string) => Counts): Counts | null {
  try {
    return parse(readFileSync(file, "utf8"));
  } catch {
    return null;
  }
}
