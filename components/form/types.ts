/** What a server action answers; the same shape as the kernel's, which components do not import. */
export type ActionResult<Data = unknown> =
  | { ok: true; data: Data }
  | {
      ok: false;
      error: {
        code: string;
        message: string;
        fields?: Record<string, string[]>;
        details?: unknown;
        id?: string;
      };
    };

/** One field that somebody else changed meanwhile. The texts say what the values mean, where the values are ids. */
export type ConflictField = {
  field: string;
  label: string;
  yours: unknown;
  theirs: unknown;
  yoursText?: string;
  theirsText?: string;
};

/** The `details` of a `conflict`: what changed since this form was opened, and the version to save over. */
export type ConflictDetails = { fields: ConflictField[]; version: number; by: string; at: string | Date };

export function conflictOf(error: { code: string; details?: unknown }): ConflictDetails | null {
  const details = error.details as Partial<ConflictDetails> | undefined;
  return error.code === "conflict" && Array.isArray(details?.fields) ? (details as ConflictDetails) : null;
}
