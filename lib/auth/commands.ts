import { APIError } from "better-auth/api";
import { hashPassword } from "better-auth/crypto";
import { eq } from "drizzle-orm";
import { z } from "zod";
import { accounts, users } from "@/db/schema/control";
import { defineControlCommand, type VisitorContext } from "@/lib/kernel";
import { Invalid } from "@/lib/kernel/errors";
import { type Limit, resetLimit } from "@/lib/kernel/rate-limit";
import { withBetterAuth } from "./builtin/better-auth";
import { signInInput, signUpInput } from "./schema";
import { endSession } from "./sessions";

const QUARTER_HOUR = 15 * 60;

const signInKey = (email: string, ip: string | null = null) =>
  ip === null ? `sign-in:${email}` : `sign-in:${email} ${ip}`;

/** The address is known behind a trusted proxy only; without one, there is nothing to count by. */
const perAddress = (ctx: VisitorContext, name: string, points: number): Limit[] =>
  ctx.request.ip ? [{ key: `${name}-ip:${ctx.request.ip}`, points, seconds: QUARTER_HOUR }] : [];

/**
 * Attempts are counted by e-mail and address, so that one stranger who uses them up locks out nobody else; by address; and by
 * e-mail alone, where many addresses work together. A refusal by the first takes no point of the others.
 */
const attempts = (ctx: VisitorContext, email: string): Limit[] => {
  const { ip } = ctx.request;
  const all: Limit = { key: signInKey(email), points: ip ? 100 : 10, seconds: QUARTER_HOUR };
  const here = { key: signInKey(email, ip), points: 10, seconds: QUARTER_HOUR };
  return ip ? [here, ...perAddress(ctx, "sign-in", 100), all] : [all];
};

/**
 * Makes an account. Its answer, and the work behind it, are the same for an e-mail address that is known already: nobody
 * learns from it who has an account.
 */
export const signUp = defineControlCommand({
  name: "user.sign_up",
  permission: "anyone",
  input: signUpInput,
  limits: ({ ctx, input }) => [
    { key: `sign-up:${input.email}`, points: 5, seconds: QUARTER_HOUR },
    ...perAddress(ctx, "sign-up", 20),
  ],
  // Before the transaction: hashing takes long, and must not keep a connection from others.
  prepare: ({ input }) => hashPassword(input.password),
  run: async ({ tx, input: { name, email }, audit, prepared: hash }): Promise<void> => {
    const [created] = await tx
      .insert(users)
      .values({ name, email })
      .onConflictDoNothing({ target: users.email })
      .returning({ id: users.id });
    if (created) {
      await tx
        .insert(accounts)
        .values({ userId: created.id, accountId: created.id, providerId: "credential", password: hash });
    }
    const action = created ? "user.signed_up" : "user.signed_up_again";
    audit({ action, resource: { type: "user", id: created?.id } });
  },
});

/**
 * Starts a session on this host, and ends the one that came along. An unknown address, a wrong password, a person who was
 * deactivated and, at the operators' console, anybody who is no operator get the same answer after the same work. A right password
 * gives the counted attempts back.
 */
export const signIn = defineControlCommand({
  name: "session.start",
  permission: "anyone",
  hosts: "any",
  input: signInInput,
  limits: ({ ctx, input }) => attempts(ctx, input.email),
  run: ({ ctx, tx, input, audit }) =>
    withBetterAuth({ tx, ctx }, async (auth) => {
      const { token, user } = await auth.api.signInEmail({ body: input }).catch(refuse);
      await endSession(tx, ctx);
      await resetLimit(tx, signInKey(input.email, ctx.request.ip));
      await tx.update(users).set({ lastLoginAt: ctx.now }).where(eq(users.id, user.id));
      audit({ action: "session.started", resource: { type: "user", id: user.id } });
      return { token };
    }),
});

function refuse(error: unknown): never {
  if (error instanceof APIError && error.statusCode === 401) {
    throw new Invalid("This e-mail address and this password do not belong together. Check both.");
  }
  throw error;
}

/** Ends the session of this host, and of no other. */
export const signOut = defineControlCommand({
  name: "session.end",
  permission: "anyone",
  hosts: "any",
  input: z.void(),
  run: async ({ ctx, tx, audit }): Promise<void> => {
    await endSession(tx, ctx);
    if (ctx.user) audit({ action: "session.ended", resource: { type: "user", id: ctx.user.id } });
    else audit.nothing("nobody was signed in");
  },
});
