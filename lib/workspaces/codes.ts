import { createHash, randomBytes } from "node:crypto";
import { and, eq, gt, isNull, like, lt, sql } from "drizzle-orm";
import type { ControlTx } from "@/db/control";
import { verifications } from "@/db/schema/control";

const SECONDS = 30;

/** A code is good for one host; what is stored is its hash, under the host's own name. */
const identifier = (tenantId: string | null, code: string): string =>
  `enter:${tenantId ?? "apex"}:${createHash("sha256").update(code).digest("hex")}`;

/** A code that lets this person into one host (null is the apex), once, within seconds. Sweeps out those that ran out. */
export async function issueCode(tx: ControlTx, tenantId: string | null, userId: string): Promise<string> {
  const code = randomBytes(24).toString("base64url");
  await tx
    .delete(verifications)
    .where(
      and(
        like(verifications.identifier, "enter:%"),
        lt(verifications.expiresAt, sql`now() - interval '1 day'`),
      ),
    );
  await tx.insert(verifications).values({
    identifier: identifier(tenantId, code),
    value: userId,
    expiresAt: sql`now() + make_interval(secs => ${SECONDS})` as never,
  });
  return code;
}

/** Uses a code up. Whose it was, or null when it is not of this host, was used, or ran out. */
export async function redeemCode(
  tx: ControlTx,
  tenantId: string | null,
  code: string,
): Promise<string | null> {
  const [row] = await tx
    .update(verifications)
    .set({ usedAt: sql`now()` as never })
    .where(
      and(
        eq(verifications.identifier, identifier(tenantId, code)),
        isNull(verifications.usedAt),
        gt(verifications.expiresAt, sql`now()`),
      ),
    )
    .returning({ userId: verifications.value });
  return row?.userId ?? null;
}
