import { isNull, ne, sql } from "drizzle-orm";
import { members } from "@/db/schema/tenant";
import type { TenantTx } from "@/db/tenant";
import { within } from "@/db/within";
import type { Context } from "@/lib/kernel";
import { type Resource, resources } from "@/lib/rbac/resources";
import { mayAll } from "@/lib/records/many";
import { recordsOf } from "@/lib/records/source";
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
const notYours = (what: string) => `You may not ${what} it`;

/** Deletes (softly) what the import created, unless it was changed since or something refers to it. */
export async function takeBackCreated(kind: Revertible, written: Written[], where: Where): Promise<Verdicts> {
  const verdicts: Verdicts = new Map();
  const versions = await lockVersions(kind, written, where);
  const mayDelete = await allowedAmong(kind, "delete", written, where);
  let left = written.filter(({ rowId, id, version }) => {
    const now = versions.get(id);
    const free = mayDelete(id);
    if (now === version && free) return true;
    verdicts.set(rowId, now === undefined ? gone : free ? edited : notYours("delete"));
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
  const mayUpdate = await allowedAmong(kind, "update", written, { ctx, tx });
  const restored = await updateMany(
    tx,
    adapterOf[kind].table,
    { tenantId: ctx.tenantId, updatedBy: ctx.member?.id ?? null },
    written
      .filter(({ id, before }) => mayUpdate(id, before))
      .map(({ id, version, before }) => ({ ...before, id, version })),
  );
  return new Map(
    written.map(({ rowId, id, before }) => [
      rowId,
      restored.has(id) ? null : mayUpdate(id, before) ? edited : notYours("change"),
    ]),
  );
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

/** Tells of each record whether the member may do this with it, and write these values where there are some. People are nobody's. */
async function allowedAmong(
  kind: Revertible,
  action: "update" | "delete",
  written: Written[],
  where: Where,
): Promise<(id: string, values?: Columns | null) => boolean> {
  if (kind === "member") return () => true;
  const { ctx } = where;
  const { table } = adapterOf[kind];
  const permission = `${kind}:${action}` as const;
  if (mayAll(ctx, permission, table) && !ctx.access.fields(permission).limited) return () => true;
  const { attributes }: Resource = resources[kind];
  const records = await recordsOf(
    where,
    table,
    written.map(({ id }) => id),
  );
  return (id, values) => {
    const record = records.get(id);
    const fields = Object.keys(values ?? {}).filter((field) => field in attributes);
    return (
      record === undefined ||
      (ctx.can(permission, record) && fields.every((field) => ctx.can(permission, record, field)))
    );
  };
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
