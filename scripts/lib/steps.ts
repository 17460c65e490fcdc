/** Milliseconds as a person reads them. */
export function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

/** Does one step and shows it with its time; a step that answers `null` had nothing to do and is not shown. */
export async function step<T>(work: () => Promise<T>, title: (result: T) => string | null): Promise<T> {
  const began = performance.now();
  const result = await work();
  const text = title(result);
  if (text !== null) console.log(`✓ ${text}  ${seconds(performance.now() - began)}`);
  return result;
}

/** A line about a choice that was made for the person. */
export function note(sentence: string): void {
  console.error(`· ${sentence}`);
}

/** Rows as columns of equal width, indented by two. */
export function table(rows: string[][]): string {
  const widths = rows.reduce<number[]>(
    (widest, row) => row.map((cell, column) => Math.max(widest[column] ?? 0, cell.length)),
    [],
  );
  return rows
    .map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")}`.trimEnd())
    .join("\n");
}
