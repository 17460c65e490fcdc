/** Apart from the schema, so that a page does not bring zod along. */
export const PASSWORD_MIN = 10;
export const PASSWORD_MAX = 200;
