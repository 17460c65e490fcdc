import { createHash, randomBytes } from "node:crypto";
import { and, eq, gt, isNull, like, lt, sql } from "drizzle-orm";
import type { ControlTx } from "@/db/control";
import { verifications } from "@/db/schema/control";

const SECONDS = 30;

/** Where a code leads: a host (null is the apex), and the one browser there whose knock this is. */
export type Door = { tenantId: string | null; knock: string };

/** A code is good for one door; what is stored is its hash, under the host's own name. */
const identifier = ({ tenantId, knock }: Door, code: string): string =>
  `enter:${tenantId ?? "apex"}:${createHash("sha256").update(`${code} ${knock}`).digest("hex")}`;

/** Whom a code lets in: a person, or the platform's support for one visit. */
export type Pass = { userId: string } | { visitId: string };

const VISIT = "support:";
const write = (pass: Pass): string => ("userId" in pass ? pass.userId : VISIT + pass.visitId);
const read = (value: string): Pass =>
  value.startsWith(VISIT) ? { visitId: value.slice(VISIT.length) } : { userId: value };

/** What a browser's key looks like from outside: it can be shown around, and the key not be told from it. */
export const knockOf = (key: string): string => createHash("sha256").update(key).digest("base64url");

/** A code that lets in at one door, once, within seconds. Sweeps out those that ran out. */
export async function issueCode(tx: ControlTx, door: Door, pass: Pass): Promise<string> {
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
    identifier: identifier(door, code),
    value: write(pass),
    expiresAt: sql`now() + make_interval(secs => ${SECONDS})` as never,
  });
  return code;
}

/** Uses a code up. Whom it lets in, or null when it is not of this door, was used, or ran out. */
export async function redeemCode(tx: ControlTx, door: Door, code: string): Promise<Pass | null> {
  const [row] = await tx
    .update(verifications)
    .set({ usedAt: sql`now()` as never })
    .where(
      and(
        eq(verifications.identifier, identifier(door, code)),
        isNull(verifications.usedAt),
        gt(verifications.expiresAt, sql`now()`),
      ),
    )
    .returning({ value: verifications.value });
  return row ? read(row.value) : null;
}
