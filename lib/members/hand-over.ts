import { and, eq, isNull, type SQL, sql } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import { activities, companies, contacts, deals, members } from "@/db/schema/tenant";
import type { TenantTx } from "@/db/tenant";
import { within } from "@/db/within";
import type { Audit, Context } from "@/lib/kernel";
import { Forbidden, Invalid } from "@/lib/kernel/errors";

/** What somebody owns, by number; activities are those that are still open. */
export type Owned = { companies: number; contacts: number; deals: number; activities: number };

type Kind = "company" | "contact" | "deal" | "activity";
type Owning = PgTable & { tenantId: PgColumn; id: PgColumn; deletedAt: PgColumn; version: PgColumn };

const kinds: Record<keyof Owned, { type: Kind; table: Owning; owner: PgColumn; key: string }> = {
  companies: { type: "company", table: companies, owner: companies.ownerId, key: "ownerId" },
  contacts: { type: "contact", table: contacts, owner: contacts.ownerId, key: "ownerId" },
  deals: { type: "deal", table: deals, owner: deals.ownerId, key: "ownerId" },
  activities: { type: "activity", table: activities, owner: activities.assigneeId, key: "assigneeId" },
};

const ownedBy = (ctx: Context, kind: keyof Owned, memberId: string) => {
  const { table, owner } = kinds[kind];
  const open = kind === "activities" ? isNull(activities.doneAt) : undefined;
  return within(ctx, table, and(eq(owner, memberId), isNull(table.deletedAt), open));
};

/** Those of a kind's records with which whoever asks may do this, and whose owner is open to them. */
const openTo = (ctx: Context, kind: keyof Owned, action: "read" | "update"): SQL | undefined => {
  const { type, table, key } = kinds[kind];
  return ctx.where(`${type}:${action}`, table, key);
};

/** Counts what a member owns, as far as whoever asks may see it. */
export async function countOwned(tx: TenantTx, ctx: Context, memberId: string): Promise<Owned> {
  const count = (kind: keyof Owned) =>
    tx.$count(kinds[kind].table, and(ownedBy(ctx, kind, memberId), openTo(ctx, kind, "read")));
  return {
    companies: await count("companies"),
    contacts: await count("contacts"),
    deals: await count("deals"),
    activities: await count("activities"),
  };
}

type HandOver = { tx: TenantTx; ctx: Context; audit: Audit; from: string; to: string };

/**
 * Gives all that one member owns to another, and says so in each record's own history; answers how many records that were.
 * @throws Invalid when the other one is not active here; Forbidden when whoever does it may not see and change the owner of all of them
 */
export async function handOver(hand: HandOver): Promise<Owned> {
  await assertMayOwn(hand);
  await assertMayHandOver(hand);
  return {
    companies: await give(hand, "companies"),
    contacts: await give(hand, "contacts"),
    deals: await give(hand, "deals"),
    activities: await give(hand, "activities"),
  };
}

async function assertMayOwn({ tx, ctx, from, to }: HandOver): Promise<void> {
  const [heir] = await tx
    .select({ status: members.status })
    .from(members)
    .where(within(ctx, members, eq(members.id, to)))
    .for("key share");
  if (heir?.status === "active" && to !== from) return;
  const message = "Choose somebody who is active in this workspace.";
  throw new Invalid(message, { recordsTo: [message] });
}

/** Who owns a record may do more with it: it is given by who may change its owner anyway, and by nobody to see it themselves. */
async function assertMayHandOver({ tx, ctx, from }: HandOver): Promise<void> {
  for (const kind of Object.keys(kinds) as (keyof Owned)[]) {
    const { type, table } = kinds[kind];
    const permission = `${type}:update` as const;
    const open = and(openTo(ctx, kind, "read"), openTo(ctx, kind, "update"));
    if (!open) continue;
    const closed = and(ownedBy(ctx, kind, from), sql`(${open}) is not true`);
    if ((await tx.$count(table, closed)) === 0) continue;
    throw new Forbidden(
      `You may not give all of this person's ${kind} to somebody else (${permission}). Leave the records in their name, or ask somebody who may change them. Nothing was changed.`,
      { permission },
    );
  }
}

async function give({ tx, ctx, audit, from, to }: HandOver, kind: keyof Owned): Promise<number> {
  const { type, table, key } = kinds[kind];
  const given = await tx
    .update(table)
    .set({ [key]: to, version: sql`${table.version} + 1`, updatedBy: ctx.member?.id ?? null } as never)
    .where(ownedBy(ctx, kind, from))
    .returning({ id: table.id });
  for (const { id } of given)
    audit({
      action: `${type}.updated`,
      resource: { type, id: String(id) },
      before: { [key]: from },
      after: { [key]: to },
    });
  return given.length;
}
