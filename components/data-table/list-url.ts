export type Patch = Record<string, string | null>;

/** The same list with some of its state changed; null takes a parameter out. Relative, so it stays on its page. */
export function withPatch(current: URLSearchParams, patch: Patch): string {
  const next = new URLSearchParams(current);
  // Another order or filter makes another list: its first page. A step of the pager brings its own cursor.
  for (const key of ["after", "before", "from"]) next.delete(key);
  for (const [key, value] of Object.entries(patch)) {
    if (value) next.set(key, value);
    else next.delete(key);
  }
  return `?${next}`;
}

const narrows = (key: string) => key === "q" || key.startsWith("f.");

export const isFiltered = (current: URLSearchParams): boolean => [...current.keys()].some(narrows);

/** Takes the search and every filter away, and keeps order and columns. */
export const clearing = (current: URLSearchParams): Patch =>
  Object.fromEntries([...current.keys()].filter(narrows).map((key) => [key, null]));
