import { cycles } from "./imports/cycles";
import { importsOf, isServerAction, sourceFiles } from "./imports/files";
import { judge } from "./imports/rules";
import { ROOT } from "./lib/child";

/** Prints every import that the architecture forbids, and fails when there is one. */
const files = sourceFiles(ROOT);
const imports = files.flatMap((file) => importsOf(ROOT, file));
const wrong = [
  ...imports.flatMap(judge),
  ...files
    .filter((file) => isServerAction(ROOT, file) && !/^lib\/[a-z-]+\/actions\.ts$/.test(file))
    .map(
      (file) => `${file} says "use server": actions stand in lib/<entity>/actions.ts, where each is a verb.`,
    ),
  ...cycles(imports).map((ring) => `Import cycle: ${ring.join(" -> ")}`),
];
for (const sentence of wrong) console.error(sentence);
if (wrong.length === 0)
  console.log(`${imports.length} imports in ${files.length} files are as they should be.`);
process.exitCode = wrong.length === 0 ? 0 : 1;
