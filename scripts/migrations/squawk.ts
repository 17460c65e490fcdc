import path from "node:path";
import { binary, ROOT, run } from "../lib/child";
import { OUTSIDE_RULES, UNUSED_RULES } from "./rules";

export type Finding = { file: string; line: number; rule: string; message: string };

type Reported = {
  file: string;
  line: number;
  message: string;
  help: string | null;
  rule_name: string;
};

const COMMAND = [...binary("squawk-cli/js/bin/squawk"), "--pg-version", "18", "--reporter", "json"];

/** What squawk says of files that run in one transaction each, or statement by statement. @throws when it did not run. */
export async function squawk(
  files: string[],
  { inTransaction }: { inTransaction: boolean },
): Promise<Finding[]> {
  if (files.length === 0) return [];
  const unused = inTransaction ? [...UNUSED_RULES, ...OUTSIDE_RULES] : UNUSED_RULES;
  const mode = inTransaction ? ["--assume-in-transaction"] : ["--no-assume-in-transaction"];
  const { output } = await run([...COMMAND, ...mode, `--exclude=${unused.join(",")}`, ...files]);
  return parse(output).map(({ file, line, rule_name, message, help }) => ({
    file: path.resolve(ROOT, file),
    line: line + 1,
    rule: rule_name,
    message: help ? `${message} ${help}` : message,
  }));
}

function parse(output: string): Reported[] {
  try {
    return JSON.parse(output.slice(output.indexOf("["))) as Reported[];
  } catch {
    throw new Error(`squawk said nothing that can be read:\n${output}`);
  }
}
