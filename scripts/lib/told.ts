import { inspect } from "node:util";

/** A failure whose message is a sentence for the person at the terminal; it is shown without a stack. */
export class Told extends Error {
  override name = "Told";
}

/** What went wrong: the sentence of a `Told`, everything of anything else. */
export function explain(error: unknown): string {
  if (error instanceof Told) return error.message;
  return inspect(error);
}

export function tell(error: unknown): void {
  console.error(`\n✗ ${error instanceof Told ? "" : "Unexpected: "}${explain(error)}`);
}

/** The code of a system error such as `EACCES`, or an empty string. */
export function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}
