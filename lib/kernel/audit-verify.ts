import { getTableColumns, gt, gte, isNotNull, isNull, lte, sql } from "drizzle-orm";
import type { ControlTx } from "@/db/control";
import type { TenantTx } from "@/db/tenant";
import { within } from "@/db/within";
import { stores } from "./audit-chain";
import { type AuditFinding, ChainCheck, type ChainRow, type Head, type LogEnd } from "./audit-check";
import type { Log } from "./audit-key";

type Tx = TenantTx | ControlTx;

export type LogReport = {
  log: Log;
  /** Entries in the chain, by its head. */
  entries: number;
  /** How many of them were read: the newest. */
  checked: number;
  /** Entries from before the chain began, or added beside it. */
  unchained: number;
  signedAt: Date | null;
  /** Of the newest entry by its head, in hex: to be kept where nobody who runs the database can change it. */
  hash: string | null;
  findings: AuditFinding[];
  /** Findings beyond those listed. */
  more: number;
};

type Verification = {
  log: Log;
  tenantId: string;
  /** The last head that was seen, read before anything else here: what is written meanwhile only adds to it. */
  anchor: Head | null;
  /** Runs a read in a transaction: one for all of it, or one for each. */
  read: <T>(fn: (tx: Tx) => Promise<T>) => Promise<T>;
  /** Only so many of the newest entries; all, unless said. */
  newest?: number;
  onProgress?: (done: number, total: number) => void;
};

const BATCH = 1000;
/** So many entries beyond the head are named. */
const MOST_BEYOND = 20;

/**
 * Reads a tenant's chain in one of the two logs from its beginning to its signed end, in batches, while it may be written to, and tells
 * what was edited, deleted, inserted, moved or cut off.
 */
export async function verifyLog(verification: Verification): Promise<LogReport> {
  const { log, tenantId, anchor, read, newest, onProgress } = verification;
  const end = await read((tx) => readEnd(tx, log, tenantId));
  const total = end.head?.seq ?? 0;
  const from = newest ? Math.max(1, total - newest + 1) : 1;
  const check = new ChainCheck(stores[log].logs, { log, tenantId }, anchor, from);
  const span = { from: from > 1 ? from : null, to: end.head ? total : null };
  let rows: LinkRow[] = [];
  do {
    const last = rows.at(-1);
    rows = await read((tx) => readLinks(tx, log, tenantId, span, last));
    for (const row of rows) check.add(row);
    onProgress?.(check.checked, total);
  } while (rows.length === BATCH);
  check.finish(end);
  return {
    log,
    entries: total,
    checked: check.checked,
    unchained: end.unchained,
    signedAt: end.head?.updatedAt ?? null,
    hash: end.head ? Buffer.from(end.head.hash).toString("hex") : null,
    findings: check.findings,
    more: check.more,
  };
}

const headColumns = (log: Log) => {
  const { seq, hash, unchained, signature, keyId, updatedAt } = stores[log].heads;
  return { seq, hash, unchained, signature, keyId, updatedAt };
};

/** The signed end of a tenant's chain; null before its first entry. */
export async function readHead(tx: Tx, log: Log, tenantId: string): Promise<Head | null> {
  const { heads } = stores[log];
  const [head] = await tx.select(headColumns(log)).from(heads).where(within({ tenantId }, heads));
  return head ?? null;
}

async function readEnd(tx: Tx, log: Log, tenantId: string): Promise<LogEnd> {
  const { logs, heads } = stores[log];
  const head = await readHead(tx, log, tenantId);
  const [outside] = await tx
    .select({ count: sql<number>`count(*)::int` })
    .from(logs)
    .where(within({ tenantId }, logs, isNull(logs.seq)));
  // In one statement with the head, so that an entry written this moment is not taken for one beyond it.
  const signed = tx.select({ seq: heads.seq }).from(heads).where(within({ tenantId }, heads));
  const beyond = await tx
    .select(linkColumns(log))
    .from(logs)
    .where(within({ tenantId }, logs, gt(logs.seq, sql`(${signed})`)))
    .orderBy(logs.seq, logs.createdAt)
    .limit(MOST_BEYOND);
  return { head, beyond: beyond as unknown as ChainRow[], unchained: outside?.count ?? 0 };
}

/** `moment` is `createdAt` to the microsecond: somebody may have put an entry there that is no whole millisecond. */
type LinkRow = ChainRow & { moment: string };

/** All columns of an entry, for they are all in its hash. */
const linkColumns = (log: Log) => {
  const { logs } = stores[log];
  return {
    ...getTableColumns(logs),
    exact: sql<boolean>`${logs.createdAt} = date_trunc('milliseconds', ${logs.createdAt})`,
    moment: sql<string>`${logs.createdAt}::text`,
  };
};

function readLinks(
  tx: Tx,
  log: Log,
  tenantId: string,
  { from, to }: { from: number | null; to: number | null },
  last: LinkRow | undefined,
): Promise<LinkRow[]> {
  const { logs } = stores[log];
  const start = from === null ? isNotNull(logs.seq) : gte(logs.seq, from);
  const next = last && sql`(${logs.seq}, ${logs.createdAt}) > (${last.seq}, ${last.moment}::timestamptz)`;
  const found = tx
    .select(linkColumns(log))
    .from(logs)
    .where(within({ tenantId }, logs, next ?? start, to === null ? undefined : lte(logs.seq, to)))
    .orderBy(logs.seq, logs.createdAt)
    .limit(BATCH);
  return found as unknown as Promise<LinkRow[]>;
}
