/** One of several existing names that a name in the file may stand for; 1 is the same but for blanks and signs. */
export type Suggestion = { name: string; id?: string; score: number };

/**
 * Proposes existing names for one that is unknown: `GTXPro` for `GTX Pro`. A proposal is shown, never applied.
 * Dice's coefficient over pairs of letters, through an index so that many names against many stay quick.
 */
export function suggester(
  known: { id?: string; name: string }[],
): (name: string, count?: number) => Suggestion[] {
  const grams = known.map(({ name }) => pairs(squash(name)));
  const index = new Map<string, number[]>();
  grams.forEach((own, at) => {
    for (const pair of own) {
      const list = index.get(pair);
      if (list) list.push(at);
      else index.set(pair, [at]);
    }
  });
  return (name, count = 3) => {
    const own = pairs(squash(name));
    const common = new Map<number, number>();
    for (const pair of own) for (const at of index.get(pair) ?? []) common.set(at, (common.get(at) ?? 0) + 1);
    return [...common]
      .map(([at, shared]) => ({ ...known[at], score: (2 * shared) / (own.size + (grams[at]?.size ?? 0)) }))
      .filter((one): one is Suggestion => one.name !== undefined && one.score >= 0.5)
      .sort((a, b) => b.score - a.score)
      .slice(0, count);
  };
}

/** Letters and digits alone, without accents and case. */
export const squash = (text: string): string =>
  text
    .normalize("NFKD")
    .replace(/[^\p{L}\p{N}]/gu, "")
    .toLowerCase();

function pairs(text: string): Set<string> {
  const padded = ` ${text} `;
  const found = new Set<string>();
  for (let at = 0; at < padded.length - 1; at++) found.add(padded.slice(at, at + 2));
  return found;
}
