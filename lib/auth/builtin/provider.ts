import type { IdentityProvider } from "../types";
import { readCookie, SESSION_COOKIE, verifyToken } from "./cookie";

/** better-auth's sessions. The cookie is checked here, the session itself in the kernel's one query. */
export const builtInProvider: IdentityProvider = {
  async credentialOf(headers) {
    const value = readCookie(headers, SESSION_COOKIE);
    const token = value ? verifyToken(value) : null;
    return token ? { kind: "session", token } : null;
  },
};
