/** A cell turned into a value, or the reason why it cannot be, for the person who will correct it. */
export type Result<T> = { ok: true; value: T } | { ok: false; reason: string };

export const ok = <T>(value: T): Result<T> => ({ ok: true, value });
export const no = (reason: string): Result<never> => ({ ok: false, reason });

/** A cell as it may stand in a sentence: quoted, and cut when long. */
export const quoted = (text: string): string => `“${text.length > 60 ? `${text.slice(0, 57)}…` : text}”`;
