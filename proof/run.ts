import { closePool } from "@/db/pools";
import { makeCast } from "./cast";
import { closeEyes } from "./eyes";
import { closeHands } from "./hands";
import { proveRoles } from "./sections/02-roles";
import { proveTables } from "./sections/03-tables";
import { proveVerbs } from "./sections/01-verbs";
import { loadVerbs } from "./verbs";

const all = { proveVerbs, proveRoles, proveTables };
export async function prove(names: string[]): Promise<number> {
  await loadVerbs();
  let t = performance.now();
  const cast = await makeCast();
  console.log("cast", performance.now() - t);
  for (const [name, run] of Object.entries(all)) {
    if (names.length && !names.includes(name)) continue;
    const began = performance.now();
    const section = await run(cast);
    console.log(section.title, section.outcomes.length, "cases", section.failed.length, "failed", performance.now() - began);
    for (const f of section.failed.slice(0, 40)) console.log("  ✗", f.subject, "|", f.attempt, "|", f.problem?.slice(0, 700));
  }
  await closeHands();
  await closePool();
  await closeEyes();
  return 0;
}
