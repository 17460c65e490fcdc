import { and, eq, isNull, sql } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import { activities, companies, contacts, deals, members } from "@/db/schema/tenant";
import type { TenantTx } from "@/db/tenant";
import { within } from "@/db/within";
import type { Audit, Context } from "@/lib/kernel";
import { Invalid } from "@/lib/kernel/errors";

/** What somebody owns, by number; activities are those that are still open. */
export type Owned = { companies: number; contacts: number; deals: number; activities: number };

type Owning = PgTable & { tenantId: PgColumn; id: PgColumn; deletedAt: PgColumn; version: PgColumn };

const kinds: Record<keyof Owned, { type: string; table: Owning; owner: PgColumn; key: string }> = {
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

/** Counts what a member owns. */
export async function countOwned(tx: TenantTx, ctx: Context, memberId: string): Promise<Owned> {
  const count = (kind: keyof Owned) => tx.$count(kinds[kind].table, ownedBy(ctx, kind, memberId));
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
 * @throws Invalid when the other one is not active here
 */
export async function handOver(hand: HandOver): Promise<Owned> {
  await assertMayOwn(hand);
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
