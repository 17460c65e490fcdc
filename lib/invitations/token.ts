import { createHash, createHmac, hkdfSync } from "node:crypto";
import { env } from "@/lib/env";

let key: Buffer | undefined;

/**
 * The token of an invitation, which stands in its mail alone: made from the installation's secret, so that the outbox need not keep
 * it. Sending again (`sentCount`) makes another one. 256 bits.
 */
export function tokenOf(invitationId: string, sentCount: number): string {
  key ??= Buffer.from(hkdfSync("sha256", env.SECRET, "", "tenantry invitation", 32));
  return createHmac("sha256", key).update(`${invitationId} ${sentCount}`).digest("base64url");
}

/** What is stored of a token: who reads the database cannot make the token of it. */
export const hashOf = (token: string): string => createHash("sha256").update(token).digest("hex");
