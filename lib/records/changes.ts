type Values = Record<string, unknown>;

/** The fields of `after` whose value differs from `before`, as an audit entry wants them. */
export function changesOf(before: Values, after: Values): { before: Values; after: Values } | null {
  const changed = Object.keys(after).filter((key) => !same(before[key], after[key]));
  if (changed.length === 0) return null;
  const pick = (values: Values) => Object.fromEntries(changed.map((key) => [key, values[key] ?? null]));
  return { before: pick(before), after: pick(after) };
}

/** Equal as people see it: nothing is nothing, a moment is a moment, a list is its items. */
export function same(a: unknown, b: unknown): boolean {
  if (a == null || b == null) return a == null && b == null;
  if (a instanceof Date && b instanceof Date) return a.getTime() === b.getTime();
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, index) => same(item, b[index]));
  return a === b;
}
