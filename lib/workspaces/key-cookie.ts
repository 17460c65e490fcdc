import { readCookie, sessionCookieOptions } from "@/lib/auth/builtin/cookie";

const { secure } = sessionCookieOptions;
const NAME = secure ? "__Host-tenantry.key" : "tenantry.key";

/** A `Set-Cookie` that leaves a key with this browser, for the seconds that it takes to come back with a code. */
export const keyCookie = (key: string): string =>
  `${NAME}=${key}; Path=/; Max-Age=60; HttpOnly; SameSite=Lax${secure ? "; Secure" : ""}`;

/** The key that this browser was left with; nothing when it never knocked. */
export const keyOf = (headers: Headers): string => readCookie(headers, NAME) ?? "";
