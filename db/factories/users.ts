import { randomBytes } from "node:crypto";
import { hashPassword } from "better-auth/crypto";
import { SESSION_COOKIE, signToken } from "@/lib/auth/builtin/cookie";
import { controlDb } from "../control";
import { accounts, sessions, users } from "../schema/control";

export type TestUser = { id: string; name: string; email: string };

/** A few characters that no other run has made. */
export const unique = (): string => randomBytes(5).toString("hex");

/** A person with a verified address; with `password`, one who can sign in. */
export async function makeUser(
  given: { name?: string; email?: string; password?: string } = {},
): Promise<TestUser> {
  const name = given.name ?? "Darcel Schlecht";
  const email = given.email ?? `darcel-${unique()}@acme.example`;
  const password = given.password && (await hashPassword(given.password));
  return controlDb().transaction(async (tx) => {
    const [user] = await tx
      .insert(users)
      .values({ name, email, emailVerified: true, emailVerifiedAt: new Date() })
      .returning({ id: users.id });
    if (!user) throw new Error("The user was not written.");
    if (password) {
      await tx
        .insert(accounts)
        .values({ userId: user.id, accountId: user.id, providerId: "credential", password });
    }
    return { id: user.id, name, email };
  });
}

/** A session of one host (`tenantId` null is the apex, or the console), as the Cookie header that carries it. */
export async function makeSession(userId: string, tenantId: string | null, isAdmin = false): Promise<string> {
  const token = randomBytes(24).toString("hex");
  const expiresAt = new Date(Date.now() + 60 * 60 * 1000);
  await controlDb().insert(sessions).values({ userId, token, tenantId, isAdmin, expiresAt });
  return `${SESSION_COOKIE}=${encodeURIComponent(signToken(token))}`;
}
