import { and, eq } from "drizzle-orm";
import type { ControlTx } from "@/db/control";
import { accounts, sessions, users } from "@/db/schema/control";

type Invited = { email: string; name: string; passwordHash: string };

/**
 * An account for somebody whose address was just proved; answers the user's id, or null when a proved account has it already. One that
 * was never proved may be somebody else's, made ahead of its owner: its logins and its sessions are taken away, so that nobody but
 * the owner of the address goes on with it.
 */
export async function giveVerifiedAccount(tx: ControlTx, invited: Invited): Promise<string | null> {
  const { email, name, passwordHash } = invited;
  const verified = { name, emailVerified: true, emailVerifiedAt: new Date() };
  const [created] = await tx
    .insert(users)
    .values({ email, ...verified })
    .onConflictDoNothing({ target: users.email })
    .returning({ id: users.id });
  const userId = created?.id ?? (await takeOver(tx, email, verified));
  if (!userId) return null;
  await tx
    .insert(accounts)
    .values({ userId, accountId: userId, providerId: "credential", password: passwordHash });
  return userId;
}

async function takeOver(
  tx: ControlTx,
  email: string,
  verified: Partial<typeof users.$inferInsert>,
): Promise<string | null> {
  const [taken] = await tx
    .update(users)
    .set(verified)
    .where(and(eq(users.email, email), eq(users.emailVerified, false)))
    .returning({ id: users.id });
  if (!taken) return null;
  await tx.delete(accounts).where(eq(accounts.userId, taken.id));
  await tx.delete(sessions).where(eq(sessions.userId, taken.id));
  return taken.id;
}
