import { createHmac, timingSafeEqual } from "node:crypto";
import { env } from "@/lib/env";

/**
 * The session cookie's name. `__Host-` binds it to its exact host (RFC 6265bis), so that a cookie tossed in from a parent
 * domain is ignored; browsers take the prefix over https only.
 */
export const SESSION_COOKIE = env.APP_SCHEME === "https" ? "__Host-tenantry.session" : "tenantry.session";

/** How long a session lasts. It does not grow with use. */
export const SESSION_SECONDS = 14 * 24 * 60 * 60;

/** No `domain`: the cookie goes back to this very host, and to none beside or below it. */
export const sessionCookieOptions = {
  httpOnly: true,
  secure: env.APP_SCHEME === "https",
  sameSite: "lax",
  path: "/",
} as const;

/** A token with its signature, as better-auth writes it into the cookie: `token.base64(HMAC-SHA-256(secret, token))`. */
export function signToken(token: string): string {
  return `${token}.${signature(token)}`;
}

/** The token of a signed value; null when the signature is not ours. */
export function verifyToken(value: string): string | null {
  const dot = value.lastIndexOf(".");
  if (dot < 1) return null;
  const token = value.slice(0, dot);
  const given = Buffer.from(value.slice(dot + 1));
  const own = Buffer.from(signature(token));
  return given.length === own.length && timingSafeEqual(given, own) ? token : null;
}

const signature = (token: string): string => createHmac("sha256", env.SECRET).update(token).digest("base64");

/** A cookie of the request; null when there is none, or when nobody here wrote it. */
export function readCookie(headers: Headers, name: string): string | null {
  const parts = (headers.get("cookie") ?? "").split(/;\s*/);
  const found = parts.find((part) => part.startsWith(`${name}=`));
  if (!found) return null;
  try {
    return decodeURIComponent(found.slice(name.length + 1));
  } catch {
    // A malformed percent sequence: nobody we signed in.
    return null;
  }
}
