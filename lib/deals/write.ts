import { eq, isNull, sql } from "drizzle-orm";
import { deals, members } from "@/db/schema/tenant";
import type { TenantTx } from "@/db/tenant";
import { within } from "@/db/within";
import type { Audit, Context } from "@/lib/kernel";
import { NotFound } from "@/lib/kernel/errors";
import { changesOf } from "@/lib/records/changes";

export type StoredDeal = typeof deals.$inferSelect;
export type Move = { from: string | null; to: string };

/** The deal, locked until the end of the transaction, and who changed it last. @throws NotFound */
export async function lockDeal(tx: TenantTx, ctx: Context, id: string) {
  const [row] = await tx
    .select({ deal: deals, by: members.displayName })
    .from(deals)
    .leftJoin(members, within(ctx, members, eq(members.id, deals.updatedBy)))
    .where(within(ctx, deals, eq(deals.id, id), isNull(deals.deletedAt)))
    .for("update", { of: deals });
  if (!row) throw new NotFound();
  return row;
}

type Write = { tx: TenantTx; ctx: Context; audit: Audit };
type Values = Partial<typeof deals.$inferInsert>;

/** Writes what differs, as one version and one entry: `deal.moved` with the stages' names, or `deal.updated`. */
export async function saveDeal(
  { tx, ctx, audit }: Write,
  deal: StoredDeal,
  values: Values,
  moved: Move | null,
): Promise<{ id: string; version: number }> {
  const { id, version } = deal;
  const changes = changesOf(deal, values);
  if (!changes) {
    audit.nothing("saved without a change");
    return { id, version };
  }
  await tx
    .update(deals)
    .set({
      ...values,
      ...(moved && { stageEnteredAt: ctx.now }),
      updatedBy: ctx.member?.id ?? null,
      version: sql`${deals.version} + 1`,
    })
    .where(within(ctx, deals, eq(deals.id, id)));
  const { before, after } = changes;
  audit({
    action: moved ? "deal.moved" : "deal.updated",
    resource: { type: "deal", id },
    before: moved ? named(before, moved.from) : before,
    after: moved ? named(after, moved.to) : after,
  });
  return { id, version: version + 1 };
}

/** A stage's name outlives the stage: it is what the entry keeps. */
const named = ({ stageId: _id, ...rest }: Record<string, unknown>, stage: string | null) => ({
  stage,
  ...rest,
});
