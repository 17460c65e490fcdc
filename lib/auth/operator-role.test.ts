import { and, desc, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { controlDb } from "@/db/control";
import { makeUser, signedInOperator } from "@/db/factories";
import { platformAuditLogs } from "@/db/schema/control";
import { operatorOf } from "@/lib/kernel/context";
import { grantOperator, listOperatorRoles, revokeOperator } from "./operator-role";

const by = "a test";
const isListed = async (email: string) =>
  (await listOperatorRoles()).some((operator) => operator.email === email);

async function lastEntryAbout(userId: string) {
  const [entry] = await controlDb()
    .select()
    .from(platformAuditLogs)
    .where(and(eq(platformAuditLogs.resourceType, "user"), eq(platformAuditLogs.resourceId, userId)))
    .orderBy(desc(platformAuditLogs.id))
    .limit(1);
  return entry;
}

describe("the operator's role", () => {
  it("is given to somebody who has an account, however the address is written, and once", async () => {
    const user = await makeUser();
    await grantOperator({ email: ` ${user.email.toUpperCase()} `, by });
    expect(await isListed(user.email)).toBe(true);
    expect(await lastEntryAbout(user.id)).toMatchObject({ action: "operator.added", actorReason: by });
    await expect(grantOperator({ email: user.email, by })).rejects.toMatchObject({ code: "conflict" });
    await expect(grantOperator({ email: "nobody@acme.example", by })).rejects.toMatchObject({
      code: "not_found",
    });
  });

  it("is taken away with its sessions, and can be given again", async () => {
    const { user, headers } = await signedInOperator();
    await revokeOperator({ email: user.email, by });
    expect(await isListed(user.email)).toBe(false);
    expect(await lastEntryAbout(user.id)).toMatchObject({ action: "operator.revoked", actorReason: by });
    await expect(revokeOperator({ email: user.email, by })).rejects.toMatchObject({ code: "not_found" });
    await grantOperator({ email: user.email, by });
    expect(await isListed(user.email)).toBe(true);
    // The old session stays ended: whoever is let in again signs in again.
    await expect(operatorOf(headers)).rejects.toMatchObject({ code: "unauthenticated" });
  });
});
