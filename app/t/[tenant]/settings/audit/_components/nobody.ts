/** The choice for entries of no member. */
export const NOBODY = { id: "none", label: "System and support" };
