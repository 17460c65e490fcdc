const looksLikeData = [
  /^[-+(]?[\p{Sc}]?\s?[\d.,\s]+%?\)?$/u,
  /^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}/,
  /^[^\s@]+@[^\s@]+\.[^\s@]+$/,
  /^https?:\/\//i,
];

/** No number, date or address is longer; on a long text these patterns would hold the server for minutes. */
const LONGEST = 254;

const isData = (cell: string): boolean =>
  cell.length <= LONGEST && looksLikeData.some((pattern) => pattern.test(cell));

/** Whether the first row names the columns: every cell is words, and none of them is a number, date or address. */
export function hasHeader(first: string[]): boolean {
  const filled = first.filter((cell) => cell.trim() !== "");
  return (
    filled.length > 0 && filled.length * 2 > first.length && filled.every((cell) => !isData(cell.trim()))
  );
}

/** One distinct name per column: "Column 3" where the header is empty, "Name (2)" for a name that comes again. */
export function columnNames(cells: string[]): { names: string[]; repeated: string[] } {
  const seen = new Map<string, number>();
  const repeated: string[] = [];
  const names = cells.map((cell, at) => {
    const name = cell.trim() || `Column ${at + 1}`;
    const count = (seen.get(name.toLowerCase()) ?? 0) + 1;
    seen.set(name.toLowerCase(), count);
    if (count === 1) return name;
    repeated.push(name);
    return `${name} (${count})`;
  });
  return { names, repeated: [...new Set(repeated)] };
}
