import { globSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { ContextKind } from "@/lib/kernel/context";
import { type RegisteredVerb, registeredVerbs } from "@/lib/kernel/registry";
import { ROOT } from "@/scripts/lib/child";

/** Imports every module that can define a verb, so that the registry is complete. The kernel's tests define verbs of their own. */
export async function loadVerbs(): Promise<void> {
  const files = globSync(["lib/*/**/*.ts"], { cwd: ROOT }).filter(
    (file) => !/\.(test|fixture)\.ts$|[\\/]actions\.ts$/.test(file),
  );
  for (const file of files) await import(pathToFileURL(path.join(ROOT, file)).href);
}

/** The verbs of one kind of actor, by name. */
export const verbsOf = (actor: ContextKind): RegisteredVerb[] =>
  registeredVerbs().filter(({ info }) => info.actor === actor);
