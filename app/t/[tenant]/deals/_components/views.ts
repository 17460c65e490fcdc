type Query = Record<string, string | string[] | undefined>;

/** The list and the board as tabs: what was searched and filtered goes along, what only one of them knows does not. */
export function dealViews(current: "list" | "board", query: Query) {
  const kept = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if ((key === "q" || key.startsWith("f.")) && typeof value === "string") kept.set(key, value);
  }
  const search = kept.size > 0 ? `?${kept}` : "";
  return [
    { label: "List", href: `/deals${search}`, current: current === "list" },
    { label: "Board", href: `/deals/board${search}`, current: current === "board" },
  ];
}
