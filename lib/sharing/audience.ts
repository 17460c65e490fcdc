import { eq, isNotNull } from "drizzle-orm";
import { members } from "@/db/schema/tenant";
import type { TenantTx } from "@/db/tenant";
import { within } from "@/db/within";
import { causeInWords } from "@/lib/access/words";
import type { Context } from "@/lib/kernel";
import { loadWhole } from "@/lib/kernel/policy/load";
import { accessOf } from "@/lib/rbac/access";
import { explain } from "@/lib/rbac/explain";
import type { RecordAttributes } from "@/lib/rbac/policy";
import type { SharedResource } from "./names";

/** So many are named; all are counted. */
const SHOWN = 100;

type Person = {
  id: string;
  name: string;
  actions: string[];
  /** What lets them see it. */
  why: string;
};

/** Everybody active who can sign in and see a record, by name, and what decides that they can. The reasons of exceptions are for reviewers alone. */
export async function audienceOf(
  tx: TenantTx,
  ctx: Context,
  resource: SharedResource,
  record: RecordAttributes,
): Promise<{ people: Person[]; total: number }> {
  const request = { now: ctx.now, ip: null };
  const people = await peopleWhoSignIn(tx, ctx);
  const seeing = [...(await loadWhole(tx, ctx, "all")).values()]
    .filter(({ member }) => people.has(member.id))
    .map(({ member, policy }) => ({ member, access: accessOf(policy) }))
    .filter(({ access }) => access.can(`${resource}:read`, record, { request }))
    .sort((one, other) => one.member.displayName.localeCompare(other.member.displayName));
  const named = seeing.slice(0, SHOWN).map(({ member, access }) => ({
    id: member.id,
    name: member.displayName,
    actions: ["read", "update", "delete"].filter((action) =>
      access.can(`${resource}:${action as "read"}`, record, { request }),
    ),
    why: causeInWords(explain(access, `${resource}:read`, record, { request }), {
      reasons: ctx.can("access:read"),
    }),
  }));
  return { people: named, total: seeing.length };
}

/** People on record only (imported agents who own deals) see nothing, whatever their roles would let them. */
async function peopleWhoSignIn(tx: TenantTx, ctx: Context): Promise<ReadonlySet<string>> {
  const rows = await tx
    .select({ id: members.id })
    .from(members)
    .where(within(ctx, members, eq(members.status, "active"), isNotNull(members.userId)));
  return new Set(rows.map(({ id }) => id));
}
