/** Nothing to prepare: see middleware.ts. */
export function register(): void {}
