import { eq } from "drizzle-orm";
import type { ControlTx } from "@/db/control";
import { sessions } from "@/db/schema/control";
import type { VisitorContext } from "@/lib/kernel";
import { withBetterAuth } from "./builtin/better-auth";
import type { NewSession, SupportEntry } from "./types";

/** Starts a session on the host of `ctx`, for as long as the visit lasts if it is support's; null for a person who may not have one. */
export function startSession(
  tx: ControlTx,
  ctx: VisitorContext,
  userId: string,
  support?: SupportEntry,
): Promise<NewSession | null> {
  return withBetterAuth({ tx, ctx, support }, async (auth) => {
    const { internalAdapter } = await auth.$context;
    const session = await internalAdapter.createSession(userId);
    if (session) await endSession(tx, ctx);
    return session ? { token: session.token } : null;
  });
}

/** Ends the session that came with the request: at sign-out, and when another one takes its place. */
export async function endSession(tx: ControlTx, ctx: VisitorContext): Promise<void> {
  if (ctx.user) await tx.delete(sessions).where(eq(sessions.id, ctx.user.sessionId));
}
