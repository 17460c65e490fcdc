export const delimiters = [",", ";", "\t", "|"] as const;
export type Delimiter = (typeof delimiters)[number];

export const delimiterNames: Record<Delimiter, string> = {
  ",": "comma",
  ";": "semicolon",
  "\t": "tab",
  "|": "vertical bar",
};

/**
 * The delimiter that cuts the first lines into the same number of cells, the most of them. Quoted text is left out
 * of the count. A file of one column has none; the comma is then as good as any.
 */
export function detectDelimiter(text: string): Delimiter {
  const lines = firstLines(text, 30);
  let best: Delimiter = ",";
  let bestScore = 0;
  for (const delimiter of delimiters) {
    const counts = lines.map((line) => line.split(delimiter).length - 1);
    const usual = mostFrequent(counts);
    if (usual === 0) continue;
    const agreement = counts.filter((count) => count === usual).length / counts.length;
    const score = agreement * agreement * Math.log2(1 + usual);
    if (score > bestScore) [best, bestScore] = [delimiter, score];
  }
  return best;
}

/** The first lines with their quoted parts taken out, so that neither delimiters nor breaks inside count. */
function firstLines(text: string, count: number): string[] {
  return text
    .slice(0, 64 * 1024)
    .replace(/"(?:[^"]|"")*"/g, "")
    .split("\n")
    .filter((line) => line !== "")
    .slice(0, count);
}

function mostFrequent(values: number[]): number {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  let best = 0;
  for (const [value, count] of counts) if (count > (counts.get(best) ?? 0)) best = value;
  return best;
}
