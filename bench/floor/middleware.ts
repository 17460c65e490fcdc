/** Runs for no page. Without a file of its own, the floor would be built with the product's, found in a folder above. */
export function middleware(): void {}

export const config = { matcher: "/none" };
