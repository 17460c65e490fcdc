import { eq, sql } from "drizzle-orm";
import { resourceGrants } from "@/db/schema/tenant";
import type { TenantTx } from "@/db/tenant";
import { within } from "@/db/within";
import { findRecord } from "@/lib/access/records";
import { rehearsalOf } from "@/lib/access/rehearse";
import { dayToMoment } from "@/lib/access/until";
import { assertCan, type Context, defineCommand, defineQuery } from "@/lib/kernel";
import { Invalid, NotFound } from "@/lib/kernel/errors";
import type { Permission } from "@/lib/rbac/permissions";
import { audienceOf } from "./audience";
import { grantsOf, grantTo, principalColumns } from "./grants";
import { assertMayShare } from "./guard";
import { actionsInWords, actionsOf, type SharedResource } from "./names";
import { principalName, type To } from "./principals";
import { sharedInput, shareInput, unshareInput } from "./schema";

/**
 * The verbs of sharing one kind of record: to give somebody access to one of them, to take it back, and to see who has it. Whoever may
 * share a record sees with whom it is shared.
 */
export function defineSharing(resource: SharedResource) {
  const permission = `${resource}:share` as const satisfies Permission;

  const shared = async (tx: TenantTx, ctx: Context, id: string, lock?: "lock") => {
    const record = await findRecord(tx, ctx, resource, id, lock);
    if (!record) throw new NotFound();
    // First: who may share every deal and read only their own learns of no other.
    assertCan(ctx, `${resource}:read`, record);
    assertCan(ctx, permission, record);
    return record;
  };

  const share = defineCommand({
    name: `${resource}.share`,
    permission,
    input: shareInput,
    changesAccess: true,
    run: async ({ ctx, tx, input, audit }) => {
      const record = await shared(tx, ctx, input.id, "lock");
      const name = await recipient(tx, ctx, input.to);
      const until = dayToMoment(ctx, input.until);
      const actions = [...actionsOf[input.level]];
      await assertMayShare(tx, ctx, { resource, record, actions, until });
      const before = await grantTo(tx, ctx, resource, input.id, input.to);
      const values = { actions, reason: input.reason, expiresAt: until, updatedBy: ctx.member?.id };
      const [saved] = before
        ? await tx
            .update(resourceGrants)
            .set({ ...values, updatedAt: sql`now()` })
            .where(within(ctx, resourceGrants, eq(resourceGrants.id, before.id)))
            .returning({ id: resourceGrants.id })
        : await tx
            .insert(resourceGrants)
            .values({
              ...values,
              ...principalColumns(input.to),
              tenantId: ctx.tenantId,
              resourceType: resource,
              resourceId: input.id,
              createdBy: ctx.member?.id,
            })
            .returning({ id: resourceGrants.id });
      if (!saved) throw new Error("The access was not written.");
      audit({
        action: `${resource}.shared`,
        resource: { type: resource, id: input.id },
        before: before ? told(name, before) : undefined,
        after: { ...told(name, { actions, expiresAt: until }), reason: input.reason },
      });
      return saved;
    },
  });

  const unshare = defineCommand({
    name: `${resource}.unshare`,
    permission,
    input: unshareInput,
    changesAccess: true,
    run: async ({ ctx, tx, input: { id, grantId }, audit }) => {
      const record = await shared(tx, ctx, id, "lock");
      const grant = (await grantsOf(tx, ctx, resource, id)).find((each) => each.id === grantId);
      if (!grant) throw new NotFound("This access has ended already.");
      // To lift a denial is to give what it denies.
      if (grant.effect === "deny") {
        const actions = (["read", "update", "delete"] as const).filter((each) =>
          grant.actions.includes(each),
        );
        await assertMayShare(tx, ctx, { resource, record, actions, until: null });
      }
      await tx.delete(resourceGrants).where(within(ctx, resourceGrants, eq(resourceGrants.id, grantId)));
      audit({
        action: `${resource}.unshared`,
        resource: { type: resource, id },
        before: { ...told(grant.to.name, grant), reason: grant.reason },
      });
      return { id: grantId };
    },
  });

  const shares = defineQuery({
    name: `${resource}.shares`,
    permission,
    input: sharedInput,
    run: async ({ ctx, tx, input: { id } }) => {
      await shared(tx, ctx, id);
      return grantsOf(tx, ctx, resource, id);
    },
  });

  const audience = defineQuery({
    name: `${resource}.audience`,
    permission,
    input: sharedInput,
    run: async ({ ctx, tx, input: { id } }) => audienceOf(tx, ctx, resource, await shared(tx, ctx, id)),
  });

  return {
    share,
    unshare,
    shares,
    audience,
    rehearse: rehearsalOf(share),
    rehearseUnshare: rehearsalOf(unshare),
  };
}

/** @throws Invalid for oneself, and for who is not there, or not any more. */
async function recipient(tx: TenantTx, ctx: Context, to: To): Promise<string> {
  if (to.kind === "member" && to.id === ctx.member?.id)
    throw new Invalid("You cannot give access to yourself.", { to: ["Choose somebody else than yourself."] });
  const name = await principalName(tx, ctx, to);
  if (name) return name;
  throw new Invalid("Choose a person, a team or a role of this workspace.", {
    to: ["This is not here any more. Choose a person, a team or a role from the list."],
  });
}

const told = (name: string, { actions, expiresAt }: { actions: string[]; expiresAt: Date | null }) => ({
  sharedWith: name,
  mayDo: actionsInWords(actions),
  endDate: expiresAt,
});
