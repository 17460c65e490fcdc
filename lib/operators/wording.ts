type Changes = { before?: unknown; after?: unknown } | null;

const fieldsOf = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};

const shown = (value: unknown): string =>
  typeof value === "string"
    ? value
    : value === undefined || value === null
      ? "nothing"
      : JSON.stringify(value);

/** What an entry changed, in one line: `status: active → suspended`, or the fields of what came to be. */
export function changesText(changes: Changes): string {
  const [before, after] = [fieldsOf(changes?.before), fieldsOf(changes?.after)];
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .map((key) => {
      if (!(key in before)) return `${key}: ${shown(after[key])}`;
      return key in after
        ? `${key}: ${shown(before[key])} → ${shown(after[key])}`
        : `${key}: ${shown(before[key])}`;
    })
    .join(", ");
}
