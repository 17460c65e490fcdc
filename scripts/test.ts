import { onStop, runScript } from "./lib/lifecycle";
import { seconds } from "./lib/steps";
import { startThrowaway, sweepThrowaways } from "./lib/throwaway";
import { explain, Told } from "./lib/told";
import { type Result, total } from "./test/result";
import { browser, checks, proof, type Suite, unit } from "./test/suites";

const unbuilt: Suite = {
  ...browser,
  run: () => Promise.reject(new Told("The browser was not started, because the product does not build.")),
};
const all = [...checks, proof, unit, browser];

/** Runs one suite and shows how it went; one that cannot even start has failed. */
async function perform(suite: Suite, serverUrl: string): Promise<Result> {
  const began = performance.now();
  const result = await suite.run(serverUrl).catch((error: unknown): Result => {
    return { name: suite.name, passed: 0, failed: 1, skipped: 0, output: explain(error) };
  });
  const { passed, failed, skipped } = result;
  const bad = failed + skipped > 0;
  if (bad) console.log(`\n${result.output.trim()}\n`);
  const counts = `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
  console.log(`${bad ? "✗" : "✓"} ${suite.name.padEnd(9)}  ${counts}  ${seconds(performance.now() - began)}`);
  for (const part of result.parts ?? []) console.log(`    ${part}`);
  return result;
}

async function inTurn(suites: Suite[], serverUrl: string): Promise<Result[]> {
  const results: Result[] = [];
  for (const suite of suites) results.push(await perform(suite, serverUrl));
  return results;
}

/** The suites that the arguments name; the browser needs the build. */
function choose(names: string[]): Set<Suite> {
  const unknown = names.find((name) => !all.some((suite) => suite.name.split(" ")[0] === name));
  if (unknown) {
    throw new Told(
      `There is no suite "${unknown}": ${all.map((suite) => suite.name.split(" ")[0]).join(", ")}.`,
    );
  }
  if (names.length === 0) return new Set(all);
  const wanted = names.includes("browser") ? [...names, "build"] : names;
  return new Set(all.filter((suite) => wanted.includes(suite.name.split(" ")[0] ?? "")));
}

await runScript(async () => {
  const wanted = choose(process.argv.slice(2));
  const has = (suite: Suite) => wanted.has(suite);
  console.log(
    "Checks, each on a PostgreSQL made for this run; all of them take about 20 minutes on two cores:",
  );
  for (const suite of wanted) console.log(`  ${suite.name.padEnd(9)}  ${suite.what}`);
  console.log();
  await sweepThrowaways();
  const server = await startThrowaway();
  onStop(() => server.stop());
  // Two lanes for two cores. The browser comes last: it wants the build, and the machine for itself.
  const lanes = await Promise.all([
    inTurn([...checks, proof].filter(has), server.adminUrl),
    inTurn([unit].filter(has), server.adminUrl),
  ]);
  const results = lanes.flat();
  // What an earlier build left behind would say nothing about these sources.
  const isBuilt = results.every(({ name, failed }) => name !== "build" || failed === 0);
  if (has(browser)) results.push(await perform(isBuilt ? browser : unbuilt, server.adminUrl));
  const { passed, failed } = total(results);
  const skipped = results.reduce((sum, result) => sum + result.skipped, 0);
  if (skipped > 0)
    console.log(`\n${skipped} skipped: a test that does not run proves nothing, so they count as failed.`);
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
});
