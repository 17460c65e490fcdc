import { closePool } from "@/db/pools";
import { closeEyes } from "./eyes";
import { proveVerbs } from "./sections/01-verbs";
import { loadVerbs } from "./verbs";

export async function prove(names: string[]): Promise<number> {
  await loadVerbs();
  for (const run of [proveVerbs]) {
    const began = performance.now();
    const section = await run();
    console.log(section.title, section.outcomes.length, "cases", section.failed.length, "failed", performance.now() - began);
    for (const f of section.failed.slice(0, 40)) console.log("  ✗", f.subject, "|", f.attempt, "|", f.problem?.slice(0, 700));
  }
  await closePool();
  await closeEyes();
  return 0;
}
