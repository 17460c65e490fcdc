import { eq } from "drizzle-orm";
import { members } from "@/db/schema/tenant";
import { within } from "@/db/within";
import { assertOutranks, assertOwnerRemains, lockOwners } from "@/lib/access/escalation";
import { defineCommand, defineQuery } from "@/lib/kernel";
import { stripMember } from "@/lib/tenancy/stripping";
import { countOwned, handOver } from "./hand-over";
import { lockMember } from "./lock";
import { memberId, removeInput } from "./schema";

/** How many records would be left behind, or handed over. */
export const countRecords = defineQuery({
  name: "member.count_records",
  permission: "member:read",
  input: memberId,
  run: ({ ctx, tx, input: { id } }) => countOwned(tx, ctx, id),
});

/**
 * Removes a person from the workspace: they lose every role, exception, team and shared record, and what they own goes to somebody
 * else or stays in their name. Whoever is invited again begins anew.
 */
export const removeMember = defineCommand({
  name: "member.remove",
  permission: "member:delete",
  changesAccess: true,
  input: removeInput,
  run: async ({ ctx, tx, input: { id, recordsTo }, audit, effects }) => {
    await lockOwners(tx, ctx);
    const member = await lockMember(tx, ctx, id);
    await assertOutranks(tx, ctx, id);
    const handed = recordsTo ? await handOver({ tx, ctx, audit, from: id, to: recordsTo }) : null;
    const taken = await stripMember(tx, ctx, id);
    await tx
      .update(members)
      .set({ status: "removed" })
      .where(within(ctx, members, eq(members.id, id)));
    await assertOwnerRemains(tx, ctx);
    effects.membership(id);
    audit({
      action: "member.removed",
      resource: { type: "member", id },
      before: { name: member.displayName, status: member.status, ...taken },
      after: { status: "removed", recordsTo, handed },
    });
    return { id, handed };
  },
});
