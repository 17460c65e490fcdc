/** A failure whose message is a sentence for the person at the terminal; it is shown without a stack. */
export class Told extends Error {
  override name = "Told";
}

/** Prints what went wrong: the sentence of a `Told`, everything of anything else. */
export function tell(error: unknown): void {
  if (error instanceof Told) console.error(`\n✗ ${error.message}`);
  else console.error("\n✗ Unexpected:", error);
}

/** The code of a system error such as `EACCES`, or an empty string. */
export function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}
