import { eq, inArray } from "drizzle-orm";
import { z } from "zod";
import { memberships, users } from "@/db/schema/control";
import { within } from "@/db/within";
import { defineQuery } from "@/lib/kernel";

/** When these members were here last, to five minutes, and whether they sign in with a second factor. Who cannot sign in is left out. */
export const listPresence = defineQuery({
  name: "member.presence",
  permission: "member:read",
  store: "control",
  input: z.object({ ids: z.array(z.uuid()).max(200) }),
  run: ({ ctx, tx, input: { ids } }) =>
    tx
      .select({
        id: memberships.memberId,
        lastSeenAt: memberships.lastSeenAt,
        hasSecondFactor: users.twoFactorEnabled,
      })
      .from(memberships)
      .innerJoin(users, eq(users.id, memberships.userId))
      .where(within(ctx, memberships, inArray(memberships.memberId, ids))),
});
