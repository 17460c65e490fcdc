/** True, false, or unknown: the logic of SQL, after Kleene. */
export type Truth = boolean | null;

export const negated = (truth: Truth): Truth => (truth === null ? null : !truth);
