import { Told } from "../lib/told";

/** What was typed cannot be done: told in a sentence, with exit code 2. */
export class BadInput extends Told {
  override name = "BadInput";
}

/** Who acts, as the platform's log says it. */
export const COMMAND_LINE = "operator's command line";

/** Prints a result: for programs with --json, else the text for people. */
export function print(json: boolean, result: unknown, text: string): void {
  console.log(
    json
      ? JSON.stringify(result, (_, value) => (typeof value === "bigint" ? String(value) : value), 2)
      : text,
  );
}
