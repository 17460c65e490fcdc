import { env } from "@/lib/env";

/** The console's name where a slug would stand. */
export const CONSOLE = "admin";

/** The address of a path on the apex, in a workspace, or at the console. */
export const addressOf = (slug: string | null, path = "/"): string =>
  `${env.APP_SCHEME}://${slug ? `${slug}.` : ""}${env.APP_HOST}${path}`;

/** What stands behind the slug in a workspace's address: `.example.com`. */
export const addressSuffix = `.${env.APP_HOST}`;

/** Where a browser knocks that comes from one of our hosts: it is given a key there, and goes back for a code. */
export const doorstep = (slug: string | null, from: string | null, to: string): string =>
  addressOf(slug, `/enter/knock?${new URLSearchParams({ from: from ?? "-", to })}`);

/** Back to where a browser came from, with its knock. */
export const wayBack = (from: string | null, slug: string | null, knock: string, to: string): string =>
  addressOf(from, `/open/${slug ?? "-"}?${new URLSearchParams({ knock, to })}`);

/** The way into a host with a one-time code. */
export const entrance = (slug: string | null, code: string, to: string): string =>
  addressOf(slug, `/enter?${new URLSearchParams({ code, to })}`);
