import { cookies } from "next/headers";
import { SESSION_COOKIE, SESSION_SECONDS, sessionCookieOptions, signToken } from "./builtin/cookie";
import type { NewSession } from "./types";

/** Puts a session into the answer to this request, as better-auth would. */
export async function setSessionCookie({ token }: NewSession): Promise<void> {
  (await cookies()).set(SESSION_COOKIE, signToken(token), {
    ...sessionCookieOptions,
    maxAge: SESSION_SECONDS,
  });
}

/** Takes the session out of the browser. The session itself ends in the database. */
export async function clearSessionCookie(): Promise<void> {
  (await cookies()).set(SESSION_COOKIE, "", { ...sessionCookieOptions, maxAge: 0 });
}
