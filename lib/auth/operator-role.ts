import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { type ControlTx, controlDb, inControl } from "@/db/control";
import { operators, sessions, supportSessions, users } from "@/db/schema/control";
import { appendPlatformAudit } from "@/lib/kernel/audit-chain";
import { Conflict, NotFound } from "@/lib/kernel/errors";
import { endSupportBySystem } from "@/lib/tenancy/support";

type Change = { email: string; by: string };

/**
 * Makes somebody who has an account an operator of the platform. `by` says who does, for the platform's log.
 * @throws NotFound for an address without an account; Conflict for one who is an operator
 */
export function grantOperator({ email, by }: Change): Promise<{ name: string; email: string }> {
  return inControl("read write", async (tx) => {
    const user = await accountOf(tx, email);
    const granted = await tx
      .insert(operators)
      .values({ userId: user.id, addedBy: by })
      .onConflictDoUpdate({
        target: operators.userId,
        set: { addedBy: by, revokedAt: null },
        setWhere: sql`${operators.revokedAt} is not null`,
      })
      .returning({ id: operators.userId });
    if (granted.length === 0) throw new Conflict(`${user.email} is an operator already.`);
    await record(tx, "operator.added", user.id, by);
    return user;
  });
}

/**
 * Takes the role away: the console's sessions and the visits of support end at the next request.
 * @throws NotFound for anybody who is no operator
 */
export function revokeOperator({ email, by }: Change): Promise<{ name: string; email: string }> {
  return inControl("read write", async (tx) => {
    const user = await accountOf(tx, email);
    const revoked = await tx
      .update(operators)
      .set({ revokedAt: sql`now()` as never })
      .where(and(eq(operators.userId, user.id), isNull(operators.revokedAt)))
      .returning({ id: operators.userId });
    if (revoked.length === 0) throw new NotFound(`${user.email} is no operator.`);
    await tx.delete(sessions).where(and(eq(sessions.userId, user.id), eq(sessions.isAdmin, true)));
    await endSupportBySystem(tx, eq(supportSessions.userId, user.id), { reason: by });
    await record(tx, "operator.revoked", user.id, by);
    return user;
  });
}

async function accountOf(tx: ControlTx, email: string) {
  const [user] = await tx
    .select({ id: users.id, name: users.name, email: users.email })
    .from(users)
    .where(
      and(eq(users.email, email.trim().toLowerCase()), eq(users.isActive, true), isNull(users.deletedAt)),
    );
  if (!user) throw new NotFound(`Nobody has signed up as ${email}. Sign up in the browser first.`);
  return user;
}

const record = (tx: ControlTx, action: string, userId: string, by: string) =>
  appendPlatformAudit(tx, [{ action, resourceType: "user", resourceId: userId, actorReason: by }]);

/** Who runs the platform now, by name. */
export const listOperatorRoles = () =>
  controlDb()
    .select({ name: users.name, email: users.email, createdAt: operators.createdAt })
    .from(operators)
    .innerJoin(users, eq(users.id, operators.userId))
    .where(isNull(operators.revokedAt))
    .orderBy(asc(users.name));
