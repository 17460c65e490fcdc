/** Characters that browsers drop or turn into a slash before they read a URL, plain or percent-encoded. */
const TRICKS = /[\\\s\p{Cc}]|%(?:0[0-9a-f]|1[0-9a-f]|5c|7f)/iu;

/** Where to go after sign-in: `value` when it is a path on this very host, else the start page. */
export function localPath(value: string | string[] | null | undefined): string {
  if (typeof value !== "string" || !value.startsWith("/") || value.startsWith("//") || TRICKS.test(value))
    return "/";
  if (!URL.canParse(value, "http://local.invalid")) return "/";
  const url = new URL(value, "http://local.invalid");
  // `/.//evil.com` loses its dot and would name another host after all.
  if (url.host !== "local.invalid" || url.pathname.startsWith("//")) return "/";
  return url.pathname + url.search + url.hash;
}
