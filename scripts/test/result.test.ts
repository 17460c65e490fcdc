import { describe, expect, it } from "vitest";
import { fromRunner, fromTool, playwrightCounts, proofCounts, total, vitestCounts } from "./result";

const clean = { code: 0, output: "all is well" };

describe("the result of a suite", () => {
  it("counts a tool as one", () => {
    expect(fromTool("lint", clean)).toMatchObject({ passed: 1, failed: 0 });
    expect(fromTool("lint", { code: 2, output: "x" })).toMatchObject({ passed: 0, failed: 1, output: "x" });
  });

  it("counts the tests of a runner", () => {
    const counts = { passed: 5, failed: 2, skipped: 1 };
    expect(fromRunner("unit", { code: 1, output: "" }, counts)).toMatchObject(counts);
  });

  it.each([
    ["crashed without a report", { code: 1, output: "" }, null],
    ["says that all is well without a report", clean, null],
    ["found no test", clean, { passed: 0, failed: 0, skipped: 0 }],
    ["failed though every test passed", { code: 1, output: "" }, { passed: 9, failed: 0, skipped: 0 }],
  ])("fails a runner that %s", (_, finished, counts) => {
    expect(fromRunner("unit", finished, counts).failed).toBe(1);
  });

  it("never takes a skipped test for a passed one", () => {
    const results = [
      fromRunner("unit", clean, { passed: 3, failed: 0, skipped: 2 }),
      fromTool("lint", clean),
      fromTool("types", { code: 1, output: "" }),
    ];
    expect(total(results)).toEqual({ passed: 4, failed: 3 });
  });
});

describe("reports", () => {
  it("counts the cases of the proof, and names its sections", () => {
    const report = { cases: 12, failed: 2, sections: [{ title: "Every table", cases: 12 }] };
    const counts = { passed: 10, failed: 2, skipped: 0, parts: ["Every table: 12"] };
    expect(proofCounts(JSON.stringify(report))).toEqual(counts);
    expect(fromRunner("proof", { code: 1, output: "" }, counts)).toMatchObject(counts);
  });

  const file = (status: string, ...tests: string[]) => ({
    status,
    assertionResults: tests.map((each) => ({ status: each })),
  });

  it("counts a vitest file that does not even load as a failure", () => {
    const report = {
      numPassedTests: 4,
      numFailedTests: 1,
      numPendingTests: 1,
      numTodoTests: 1,
      testResults: [file("passed", "passed"), file("failed", "failed", "passed"), file("failed")],
    };
    expect(vitestCounts(JSON.stringify(report))).toEqual({ passed: 4, failed: 2, skipped: 2 });
  });

  it("counts a Playwright test that passed at the second try, and an error outside of tests, as failures", () => {
    const report = { stats: { expected: 7, unexpected: 1, flaky: 1, skipped: 2 }, errors: [{}] };
    expect(playwrightCounts(JSON.stringify(report))).toEqual({ passed: 7, failed: 3, skipped: 2 });
  });
});
