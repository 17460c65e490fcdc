/** What one import may hold. Everything is kept in memory once while it is checked, so this bounds the memory. */
export const limits = {
  bytes: 50 * 1024 * 1024,
  rows: 200_000,
  columns: 200,
  /** Longest single row in characters; a wrong delimiter or a lost quote shows up here first. */
  rowLength: 256 * 1024,
} as const;

/** How much of a file one upload carries: below the 1 MB that a server action takes. */
export const partSize = 768 * 1024;
