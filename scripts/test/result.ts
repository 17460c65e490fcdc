import type { Finished } from "../lib/child";

/** How one suite ended. Every suite counts: a tool as one check, a runner as its tests. */
export type Result = {
  name: string;
  passed: number;
  failed: number;
  /** Tests that did not run. They never count as passed; see `total`. */
  skipped: number;
  /** What to show: everything when something failed. */
  output: string;
  /** A line for each part, shown also when all is well. */
  parts?: string[];
};

/** The result of a tool that only says yes or no. */
export function fromTool(name: string, { code, output }: Finished): Result {
  const good = code === 0;
  return { name, passed: good ? 1 : 0, failed: good ? 0 : 1, skipped: 0, output };
}

/** The counts of a runner's report; a runner that fails, crashes or finds no test never comes out without a failure. */
export function fromRunner(name: string, finished: Finished, report: Counts | null): Result {
  const { passed, failed, skipped } = report ?? { passed: 0, failed: 0, skipped: 0 };
  const result = { name, passed, failed, skipped, output: finished.output, parts: report?.parts };
  if (failed > 0) return result;
  const why =
    report === null
      ? "The runner ended without a report."
      : passed + skipped === 0
        ? "No test was found."
        : finished.code !== 0
          ? `The runner ended with code ${finished.code} although no test failed.`
          : null;
  return why === null ? result : { ...result, failed: 1, output: `${finished.output}\n${why}` };
}

export type Counts = Pick<Result, "passed" | "failed" | "skipped" | "parts">;

/** Reads vitest's JSON report. A file that fails before its first test counts as one failure. */
export function vitestCounts(text: string): Counts {
  const report = JSON.parse(text) as {
    numPassedTests: number;
    numFailedTests: number;
    numPendingTests: number;
    numTodoTests: number;
    testResults: { status: string; assertionResults: { status: string }[] }[];
  };
  const brokenFiles = report.testResults.filter(
    (file) => file.status === "failed" && !file.assertionResults.some((test) => test.status === "failed"),
  ).length;
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** Reads Playwright's JSON report. A test that passed only when repeated has failed. */
export function playwrightCounts(text: string): Counts {
  const { stats, errors } = JSON.parse(text) as {
    stats: { expected: number; unexpected: number; flaky: number; skipped: number };
    errors: unknown[];
  };
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
  };
}

/** Reads the report of the proof of isolation: its cases, of which there are some thousands, and how many each section has. */
export function proofCounts(text: string): Counts & { parts: string[] } {
  const { cases, failed, sections } = JSON.parse(text) as {
    cases: number;
    failed: number;
    sections: { title: string; cases: number }[];
  };
  const parts = sections.map(({ title, cases }) => `${title}: ${cases}`);
  return { passed: cases - failed, failed, skipped: 0, parts };
}

/** The sum over all suites. A skipped test has proved nothing, so it counts as failed. */
export function total(results: Result[]): { passed: number; failed: number } {
  return results.reduce(
    (sum, { passed, failed, skipped }) => ({
      passed: sum.passed + passed,
      failed: sum.failed + failed + skipped,
    }),
    { passed: 0, failed: 0 },
  );
}
