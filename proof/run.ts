import path from "node:path";
import { closePool } from "@/db/pools";
import { ROOT } from "@/scripts/lib/child";
import { seconds } from "@/scripts/lib/steps";
import { visitorCases } from "./cases/platform";
import { silentPlaces } from "./cases/tenant";
import { type Cast, makeCast } from "./cast";
import { adminOn, closeEyes } from "./eyes";
import { closeHands } from "./hands";
import type { Section } from "./record";
import { type Report, reportOf } from "./report/report";
import { writeReport } from "./report/write";
import { proveVerbs } from "./sections/01-verbs";
import { provePlatform } from "./sections/02-platform";
import { proveRoles } from "./sections/03-roles";
import { proveTables } from "./sections/04-tables";
import { proveConnections } from "./sections/05-connections";
import { proveCrowd } from "./sections/06-crowd";
import { proveTexts } from "./sections/07-texts";
import { proveInjection } from "./sections/08-injection";
import { proveCaches } from "./sections/09-caches";
import { proveRecords } from "./sections/10-records";
import { proveCatalogue } from "./sections/11-catalogue";
import { loadVerbs } from "./verbs";
import { levels } from "./worlds";

const parts: ((cast: Cast) => Promise<Section>)[] = [
  proveVerbs,
  provePlatform,
  proveRoles,
  proveTables,
  proveConnections,
  proveCrowd,
  proveTexts,
  proveInjection,
  proveCaches,
  proveRecords,
  proveCatalogue,
];

/** Tries everything, says how each part went, and writes the report. The database is the one that the settings name. */
export async function prove(): Promise<Report> {
  const began = new Date();
  await loadVerbs();
  const cast = await makeCast();
  const sections: Section[] = [];
  for (const part of parts) {
    const started = performance.now();
    const section = await part(cast);
    section.milliseconds = performance.now() - started;
    sections.push(section);
    tell(section);
  }
  const [server] = await adminOn()`show server_version`;
  const report = reportOf(sections, {
    postgres: server?.server_version,
    startedAt: began.toISOString(),
    seconds: Math.round((Date.now() - began.getTime()) / 1000),
    levels: [...levels],
    silentPlaces: Object.entries(silentPlaces).map(([place, because]) => ({ place, because })),
    publicAnswers: Object.entries(visitorCases).flatMap(([verb, calls]) =>
      calls.flatMap(({ open }) => (open ? { verb, because: open } : [])),
    ),
  });
  await Promise.all([closeHands(), closeEyes(), closePool()]);
  const file = writeReport(report, path.join(ROOT, "reports"));
  console.log(`\nThe report: ${path.relative(ROOT, file)}`);
  return report;
}

function tell({ title, outcomes, failed, milliseconds }: Section): void {
  const mark = failed.length === 0 ? "✓" : "✗";
  console.log(
    `${mark} ${title}  ${outcomes.length} cases, ${failed.length} failed  ${seconds(milliseconds)}`,
  );
  for (const { subject, attempt, problem } of failed)
    console.log(`  ✗ ${subject}: ${attempt}\n    ${problem?.slice(0, 500)}`);
}
