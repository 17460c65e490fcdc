import { isNull, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { newId } from "@/db/columns";
import type { ControlTx } from "@/db/control";
import { platformAuditHeads, platformAuditLogs } from "@/db/schema/control";
import { auditHeads, auditLogs } from "@/db/schema/tenant";
import type { TenantTx } from "@/db/tenant";
import { within } from "@/db/within";
import { hashEntry, toJson } from "./audit-hash";
import { type Log, signHead } from "./audit-key";

type Given = "seq" | "prevHash" | "hash" | "createdAt";

/** An entry of a tenant's own log, before it has its place in the chain. */
export type TenantEntry = Omit<typeof auditLogs.$inferInsert, Given | "tenantId">;
/** An entry of the platform's log. One without a tenant is in no chain. */
export type PlatformEntry = Omit<typeof platformAuditLogs.$inferInsert, Given>;

/** Many rows go in several statements: one takes 65,535 parameters. */
const ROWS_A_STATEMENT = 1000;

/**
 * Adds entries to a tenant's chain. Call it last in a transaction: from here to its end the tenant's other writers wait.
 * The head's row lock gives each entry its place, so that the chain has no gap and no double, and a rollback leaves none.
 */
export async function appendTenantAudit(
  tx: TenantTx,
  tenantId: string,
  entries: TenantEntry[],
): Promise<void> {
  if (entries.length === 0) return;
  const head = await lockHead(tx, "tenant", tenantId);
  const { rows, end } = chain(auditLogs, "tenant", head, entries.map(asStored));
  await Promise.all([
    ...portions(rows).map((some) => tx.insert(auditLogs).values(some)),
    tx.update(auditHeads).set(end).where(within({ tenantId }, auditHeads)),
  ]);
}

/** Adds entries to the platform's log, each in the chain of the tenant that it is about. Call it last, as for a tenant's own. */
export async function appendPlatformAudit(tx: ControlTx, entries: PlatformEntry[]): Promise<void> {
  const unbound = entries.filter(({ tenantId }) => !tenantId);
  if (unbound.length > 0) await tx.insert(platformAuditLogs).values(unbound);
  // In one order for everybody, so that two writers never wait for each other.
  const tenantIds = [...new Set(entries.flatMap(({ tenantId }) => tenantId?.toLowerCase() ?? []))].sort();
  for (const tenantId of tenantIds) {
    const head = await lockHead(tx, "platform", tenantId);
    const own = entries.filter((entry) => entry.tenantId?.toLowerCase() === tenantId);
    const { rows, end } = chain(platformAuditLogs, "platform", head, own.map(asStoredByPlatform));
    await Promise.all([
      ...portions(rows).map((some) => tx.insert(platformAuditLogs).values(some)),
      tx.update(platformAuditHeads).set(end).where(within({ tenantId }, platformAuditHeads)),
    ]);
  }
}

/** The tables of each log. They differ in what an entry says of its actor, and are alike in all that the chain needs. */
export const stores = {
  tenant: { logs: auditLogs, heads: auditHeads },
  platform: {
    logs: platformAuditLogs as unknown as typeof auditLogs,
    heads: platformAuditHeads as unknown as typeof auditHeads,
  },
} satisfies Record<Log, object>;

/** The end of a chain and the moment of what is added to it: the database's clock, never before the entry before. */
type Head = { tenantId: string; seq: number; hash: Uint8Array; unchained: number; at: Date };

async function lockHead(tx: TenantTx | ControlTx, log: Log, tenantId: string): Promise<Head> {
  const { heads } = stores[log];
  const now = sql<Date>`greatest(date_trunc('milliseconds', clock_timestamp()), ${heads.updatedAt})`;
  const read = () =>
    tx
      .select({
        tenantId: heads.tenantId,
        seq: heads.seq,
        hash: heads.hash,
        unchained: heads.unchained,
        at: now.mapWith(heads.updatedAt),
      })
      .from(heads)
      .where(within({ tenantId }, heads))
      .for("update");
  const [head] = await read();
  if (head) return head;
  await beginChain(tx, log, tenantId);
  const [begun] = await read();
  if (!begun) throw new Error("The chain of this audit log could not be begun.");
  return begun;
}

/** Entries from before the chain stay outside of it. Their number is signed, so that none is added to them or taken away. */
async function beginChain(tx: TenantTx | ControlTx, log: Log, tenantId: string): Promise<void> {
  const { logs, heads } = stores[log];
  const [before] = await tx
    .select({ count: sql<number>`count(*)::int` })
    .from(logs)
    .where(within({ tenantId }, logs, isNull(logs.seq)));
  const start = { tenantId, seq: 0, hash: Buffer.alloc(0), unchained: before?.count ?? 0 };
  await tx
    .insert(heads)
    .values({ ...start, ...signHead({ log, ...start }), updatedAt: new Date(0) })
    .onConflictDoNothing();
}

/** The entries with their places and hashes, and the head that they make. */
function chain<Entry extends object>(table: PgTable, log: Log, head: Head, entries: Entry[]) {
  const { tenantId, unchained, at } = head;
  let end = { seq: head.seq, hash: head.hash };
  const rows = entries.map((entry) => {
    const seq = end.seq + 1;
    const prevHash = end.seq === 0 ? null : end.hash;
    const placed = { ...entry, tenantId, seq, prevHash, createdAt: at };
    const hash = hashEntry(table, placed);
    end = { seq, hash };
    return { ...placed, hash };
  });
  return { rows, end: { ...end, ...signHead({ log, tenantId, unchained, ...end }), updatedAt: at } };
}

/** The entry as the database will give it back: its defaults filled in, its ids written as PostgreSQL writes them. */
function asStored(entry: TenantEntry) {
  return {
    ...entry,
    id: entry.id ?? newId(),
    actorMemberId: entry.actorMemberId?.toLowerCase() ?? null,
    resourceId: entry.resourceId?.toLowerCase() ?? null,
    changes: toJson(entry.changes),
    success: entry.success ?? true,
  };
}

function asStoredByPlatform(entry: PlatformEntry) {
  return {
    ...entry,
    id: entry.id ?? newId(),
    actorUserId: entry.actorUserId?.toLowerCase() ?? null,
    changes: toJson(entry.changes),
    success: entry.success ?? true,
    severity: entry.severity ?? "INFO",
  };
}

const portions = <Row>(rows: Row[]): Row[][] =>
  Array.from({ length: Math.ceil(rows.length / ROWS_A_STATEMENT) }, (_, index) =>
    rows.slice(index * ROWS_A_STATEMENT, (index + 1) * ROWS_A_STATEMENT),
  );
