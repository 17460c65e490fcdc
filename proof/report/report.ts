import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { ROOT } from "@/scripts/lib/child";
import type { Outcome, Section } from "../record";

/** What was tried, as the files say it. */
export type Report = {
  product: string;
  version: string;
  /** Null where the sources are not a clone. */
  commit: string | null;
  /** Whether the sources differ from that commit. */
  changed: boolean;
  postgres: string;
  node: string;
  startedAt: string;
  seconds: number;
  levels: string[];
  cases: number;
  failed: number;
  sections: {
    title: string;
    claim: string;
    how: string;
    cases: number;
    failed: number;
    seconds: number;
    /** The title of the column for what `subjects` are remarked with. */
    remark: string | null;
    subjects: { name: string; remark: string | null; cases: number; failed: number }[];
    failures: Outcome[];
  }[];
  /** What is possible to somebody who runs any SQL as the application, by the reason. */
  limits: { because: string; what: { name: string; levels: string[] }[] }[];
  silentPlaces: { place: string; because: string }[];
  publicAnswers: { verb: string; because: string }[];
  seeAlso: { name: string; shows: string }[];
};

type Facts = Pick<Report, "postgres" | "startedAt" | "seconds" | "levels" | "publicAnswers" | "silentPlaces">;

/** All sections as one report. */
export function reportOf(sections: Section[], facts: Facts): Report {
  const { version } = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8")) as {
    version: string;
  };
  const told = sections.map((section) => ({
    title: section.title,
    claim: section.claim,
    how: section.how,
    cases: section.outcomes.length,
    failed: section.failed.length,
    seconds: Math.round(section.milliseconds / 100) / 10,
    remark: section.remark,
    subjects: subjectsOf(section),
    failures: section.failed,
  }));
  return {
    product: "Tenantry",
    version,
    commit: git("rev-parse", "HEAD"),
    changed: Boolean(git("status", "--porcelain")),
    node: process.versions.node,
    ...facts,
    cases: told.reduce((sum, { cases }) => sum + cases, 0),
    failed: told.reduce((sum, { failed }) => sum + failed, 0),
    sections: told,
    limits: limitsOf(sections),
    seeAlso: SEE_ALSO,
  };
}

function limitsOf(sections: Section[]): Report["limits"] {
  const all = sections.flatMap(({ limits }) => [...limits]);
  const byReason = Map.groupBy(all, ([, { because }]) => because);
  return [...byReason].map(([because, of]) => ({
    because,
    what: of.map(([name, { levels }]) => ({ name, levels })),
  }));
}

function subjectsOf({ outcomes, remarks }: Section): Report["sections"][number]["subjects"] {
  const bySubject = Map.groupBy(outcomes, ({ subject }) => subject);
  return [...bySubject]
    .map(([name, of]) => ({
      name,
      remark: remarks.get(name) ?? null,
      cases: of.length,
      failed: of.filter(({ problem }) => problem).length,
    }))
    .sort((a, b) => a.name.localeCompare(b.name));
}

function git(...args: string[]): string | null {
  try {
    return execFileSync("git", args, {
      cwd: ROOT,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
  } catch {
    return null;
  }
}

const SEE_ALSO = [
  {
    name: "e2e/cross-tenant.spec.ts",
    shows:
      "The same in a real browser: every record page, list, board, picker and search, and a session taken to another host.",
  },
  {
    name: "e2e/without-middleware.spec.ts",
    shows: "Every route of the built product, asked without its middleware and without a session.",
  },
  {
    name: "lib/kernel/entries.test.ts",
    shows: "Every server action, route and page goes through the kernel: read from the sources.",
  },
  {
    name: "db/traps.test.ts, db/lost-connection.test.ts",
    shows: "Each accident also without our wrapper, to show that it is real.",
  },
];
