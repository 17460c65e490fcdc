/** PostgreSQL stores no NUL, and half of a surrogate pair is not text. */
export const isStorable = (text: string): boolean => !text.includes("\u0000") && text.isWellFormed();

/** What to say of a text that is not storable. */
export const NOT_STORABLE = "This text holds characters that cannot be stored.";

/** The text as PostgreSQL takes it: it knows no NUL, and a lone surrogate is no text. No record holds either. */
export const storable = (text: string): string => text.replaceAll("\u0000", " ").toWellFormed();
