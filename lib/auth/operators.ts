import { and, eq, gt, isNull, sql } from "drizzle-orm";
import { type ControlTx, controlDb } from "@/db/control";
import { operators, sessions, users } from "@/db/schema/control";
import type { ResolvedUser } from "@/lib/tenancy/resolve";
import type { Credential } from "./types";

/** The operator behind a session of the console's host; null for every other session, and once they are revoked. */
export async function resolveOperator(credential: Credential | null): Promise<ResolvedUser | null> {
  if (credential?.kind !== "session") return null;
  const [row] = await controlDb()
    .select({ id: users.id, name: users.name, email: users.email, sessionId: sessions.id })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .innerJoin(operators, and(eq(operators.userId, users.id), isNull(operators.revokedAt)))
    .where(
      and(
        eq(sessions.token, credential.token),
        eq(sessions.isAdmin, true),
        gt(sessions.expiresAt, sql`now()`),
        eq(users.isActive, true),
        isNull(users.deletedAt),
      ),
    );
  return row ?? null;
}

/** Whether somebody runs the platform, now. */
export async function isOperator(tx: ControlTx, userId: string): Promise<boolean> {
  const rows = await tx
    .select({ id: operators.userId })
    .from(operators)
    .where(and(eq(operators.userId, userId), isNull(operators.revokedAt)));
  return rows.length > 0;
}
