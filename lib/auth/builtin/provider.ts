import type { IdentityProvider } from "../types";
import { SESSION_COOKIE, verifyToken } from "./cookie";

/** better-auth's sessions. The cookie is checked here, the session itself in the kernel's one query. */
export const builtInProvider: IdentityProvider = {
  async credentialOf(headers) {
    const value = cookie(headers.get("cookie") ?? "", SESSION_COOKIE);
    const token = value ? verifyToken(value) : null;
    return token ? { kind: "session", token } : null;
  },
};

function cookie(header: string, name: string): string | null {
  const found = header.split(/;\s*/).find((part) => part.startsWith(`${name}=`));
  if (!found) return null;
  try {
    return decodeURIComponent(found.slice(name.length + 1));
  } catch {
    // A malformed percent sequence: nobody we signed in.
    return null;
  }
}
