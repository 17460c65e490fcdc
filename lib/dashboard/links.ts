/** The deals list filtered to exactly the records behind a figure: `{ kind: "won", closed: "2017-Q1" }`. */
export function dealsWhere(filters: Record<string, string | number | null>): string {
  const search = Object.entries(filters)
    .filter(([, value]) => value !== null)
    .map(([key, value]) => `f.${key}=${value}`);
  return `/deals?${search.join("&")}`;
}

/** The dashboard in a frame of time. */
export const dashboardOf = (year: number | null): string => (year === null ? "/" : `/?year=${year}`);
