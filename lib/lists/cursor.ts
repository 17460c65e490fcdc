/** Where a page ends: the sort value of a row, as PostgreSQL writes it (null sorts first), and the row's id. */
export type Cursor = { value: string | null; id: string };

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export const encodeCursor = ({ value, id }: Cursor): string =>
  Buffer.from(JSON.stringify([value, id])).toString("base64url");

/** A cursor from the URL; null when it is none of ours, and the list then starts at its beginning. */
export function decodeCursor(text: string): Cursor | null {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
    if (!Array.isArray(parsed) || parsed.length !== 2) return null;
    const [value, id] = parsed as unknown[];
    if ((typeof value !== "string" && value !== null) || typeof id !== "string" || !UUID.test(id))
      return null;
    return { value, id };
  } catch {
    return null;
  }
}
