import { isNull, ne, sql } from "drizzle-orm";
import { members } from "@/db/schema/tenant";
import type { TenantTx } from "@/db/tenant";
import { within } from "@/db/within";
import type { Context } from "@/lib/kernel";
import { adapterOf } from "../entities";
import type { Columns } from "../entities/types";
import { updateMany } from "../write/bulk";
import { oneOf } from "./ids";
import { findReferences, type Revertible } from "./references";

/** A record that the import wrote, as `import_rows` tells. */
export type Written = { rowId: string; id: string; version: number; before: Columns | null };
/** By the id of the row: why its record stays as it is; null where it was taken back. */
export type Verdicts = Map<string, string | null>;

type Where = { ctx: Context; tx: TenantTx };

const edited = "It was changed since";
const gone = "It was deleted since";

/** Deletes (softly) what the import created, unless it was changed since or something refers to it. */
export async function takeBackCreated(kind: Revertible, written: Written[], where: Where): Promise<Verdicts> {
  const verdicts: Verdicts = new Map();
  const versions = await lockVersions(kind, written, where);
  let left = written.filter(({ rowId, id, version }) => {
    const now = versions.get(id);
    if (now === version) return true;
    verdicts.set(rowId, now === undefined ? gone : edited);
    return false;
  });
  // Leaves first: a parent company is free once its subsidiaries are gone.
  while (left.length > 0) {
    const references = await findReferences(
      kind,
      left.map(({ id }) => id),
      where,
    );
    const free = left.filter(({ id }) => !references.has(id));
    if (free.length === 0) {
      for (const { rowId, id } of left) verdicts.set(rowId, `It has ${references.get(id)}`);
      break;
    }
    await remove(
      kind,
      free.map(({ id }) => id),
      where,
    );
    for (const { rowId } of free) verdicts.set(rowId, null);
    left = left.filter(({ id }) => references.has(id));
  }
  return verdicts;
}

/** Gives what the import changed its former values, unless it was changed again since. */
export async function takeBackUpdated(
  kind: Revertible,
  written: Written[],
  { ctx, tx }: Where,
): Promise<Verdicts> {
  if (kind === "member" || written.length === 0) return new Map();
  const restored = await updateMany(
    tx,
    adapterOf[kind].table,
    { tenantId: ctx.tenantId, updatedBy: ctx.member?.id ?? null },
    written.map(({ id, version, before }) => ({ ...before, id, version })),
  );
  return new Map(written.map(({ rowId, id }) => [rowId, restored.has(id) ? null : edited]));
}

/** The versions of those records that are still there, locked until the revert is done. People have none: theirs is 1. */
async function lockVersions(
  kind: Revertible,
  written: Written[],
  { ctx, tx }: Where,
): Promise<Map<string, number>> {
  const ids = written.map(({ id }) => id);
  if (kind === "member") {
    const rows = await tx
      .select({ id: members.id })
      .from(members)
      .where(
        within(ctx, members, oneOf(members.id, ids), ne(members.status, "removed"), isNull(members.userId)),
      )
      .for("update");
    return new Map(rows.map(({ id }) => [id, 1]));
  }
  const { table } = adapterOf[kind];
  const rows = await tx
    .select({ id: table.id, version: table.version })
    .from(table)
    .where(within(ctx, table, oneOf(table.id, ids), isNull(table.deletedAt)))
    .for("update");
  return new Map(rows.map(({ id, version }) => [String(id), Number(version)]));
}

async function remove(kind: Revertible, ids: string[], { ctx, tx }: Where): Promise<void> {
  if (kind === "member") {
    await tx
      .update(members)
      .set({ status: "removed" })
      .where(within(ctx, members, oneOf(members.id, ids)));
    return;
  }
  const { table } = adapterOf[kind];
  const author = ctx.member?.id ?? null;
  await tx.execute(sql`
    update ${table} set deleted_at = now(), updated_at = now(), updated_by = ${author}::uuid, version = version + 1
     where tenant_id = ${ctx.tenantId}::uuid and ${oneOf(table.id, ids)}`);
}
