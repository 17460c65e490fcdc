/** Subdomains that are ours, or that could pass for ours. */
const RESERVED = new Set(
  (
    "www admin api app apex assets auth account accounts billing blog cdn clerk dashboard demo-admin dev docs email ftp help " +
    "imap internal login mail ns1 ns2 operator operators pop root security shared sign-in sign-up smtp staging static status " +
    "stripe support system t tenantry test webhook webhooks"
  ).split(" "),
);

export const isReserved = (slug: string): boolean => RESERVED.has(slug);

/**
 * What is wrong with a slug, in words, or null. A slug is a DNS label (RFC 1035) of 3 to 63 lower-case letters, digits and
 * hyphens; `xn--` is left to internationalised names.
 */
export function slugProblem(slug: string): string | null {
  if (slug.length < 3) return "Use at least 3 characters.";
  if (slug.length > 63) return "Use at most 63 characters.";
  if (!/^[a-z0-9-]+$/.test(slug)) return "Use lower-case letters, digits and hyphens only.";
  if (slug.startsWith("-") || slug.endsWith("-")) return "Start and end with a letter or a digit.";
  if (slug.startsWith("xn--")) return "A name cannot start with xn--.";
  if (isReserved(slug)) return "This name is reserved. Choose another one.";
  return null;
}

/** A slug made of a company's name: `Vela Robotics GmbH` gives `vela-robotics-gmbh`. May be too short to be valid. */
export function slugFrom(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 63)
    .replace(/-+$/, "");
}
