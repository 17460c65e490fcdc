import { env } from "@/lib/env";

/** The address of a path on the apex, or in a workspace. */
export const addressOf = (slug: string | null, path = "/"): string =>
  `${env.APP_SCHEME}://${slug ? `${slug}.` : ""}${env.APP_HOST}${path}`;

/** What stands behind the slug in a workspace's address: `.example.com`. */
export const addressSuffix = `.${env.APP_HOST}`;

/** The way into a host with a one-time code. */
export const entrance = (slug: string | null, code: string, to: string): string =>
  addressOf(slug, `/enter?${new URLSearchParams({ code, to })}`);
