import type { PgTable } from "drizzle-orm/pg-core";
import { hashEntry } from "./audit-hash";
import { checkHead, type HeadStatement, type Log, type Signed } from "./audit-key";

/** An entry with its link. `exact` is false for a moment that is no whole millisecond, which this product never writes. */
export type ChainRow = {
  seq: number;
  id: string;
  action: string;
  createdAt: Date;
  prevHash: Uint8Array | null;
  hash: Uint8Array;
  exact: boolean;
};

export type Head = Omit<HeadStatement, "log" | "tenantId"> & Signed & { updatedAt: Date };

/** What stands at the end of a log: its head, what lies beyond it, and how many entries are in no chain. */
export type LogEnd = { head: Head | null; beyond: ChainRow[]; unchained: number };

export type AuditFinding = {
  kind: "edited" | "deleted" | "inserted" | "reordered" | "signature" | "behind";
  message: string;
  /** The entry that it is about, where one can be named. */
  entry: { seq: number; id: string; action: string; at: Date } | null;
};

/** So many findings are told; `more` counts the others. */
const MOST = 100;

type Item = { row: ChainRow; sound: boolean };
/** The place before: `known` when the entry after it must point to this very hash. */
type Place = { seq: number; hash: Uint8Array | null; row: ChainRow | null; known: boolean };

/** Follows a chain from its first entry, or from a later one, to its signed end. Give it the entries by `seq`, then `createdAt`. */
export class ChainCheck {
  readonly findings: AuditFinding[] = [];
  more = 0;
  checked = 0;
  private before: Place;
  /** Who claims the place that was read last: one entry, unless somebody inserted another. */
  private claims: Item[] = [];
  /** Entries that are not what was hashed, until the end shows whether they only changed places. */
  private readonly suspects: ChainRow[] = [];

  constructor(
    private readonly table: PgTable,
    private readonly whose: { log: Log; tenantId: string },
    private readonly anchor: Head | null,
    from = 1,
  ) {
    this.before = { seq: from - 1, hash: null, row: null, known: from === 1 };
  }

  add(row: ChainRow): void {
    this.checked += 1;
    const item = { row, sound: row.exact && same(hashEntry(this.table, row), row.hash) };
    if (this.claims[0]?.row.seq === row.seq) {
      this.claims.push(item);
      return;
    }
    this.settle(row.prevHash);
    if (row.seq <= this.before.seq) {
      this.tell("inserted", row, `${name(row)} was inserted: the first entry is #1.`);
      return;
    }
    if (row.seq > this.before.seq + 1) this.gap(row.seq - 1);
    this.claims = [item];
  }

  /** Decides whose the last place is: the entry's that the next one, or the head, points to. */
  private settle(pointer: Uint8Array | null): void {
    const { claims, before } = this;
    const real =
      claims.find(({ row, sound }) => sound && same(row.hash, pointer)) ??
      claims.find(({ row, sound }) => sound && same(row.prevHash, before.hash)) ??
      claims[0];
    if (!real) return;
    const { row, sound } = real;
    for (const other of claims) {
      if (other !== real)
        this.tell("inserted", other.row, `${name(other.row)} was inserted: its place is taken twice.`);
    }
    if (!sound) this.suspects.push(row);
    else if (before.known && !same(row.prevHash, before.hash)) this.replaced(before, row);
    if (row.seq === this.anchor?.seq && sound && !same(row.hash, this.anchor.hash)) {
      this.tell(
        "edited",
        row,
        `${name(row)} is not the one that was seen here before: the log was rewritten.`,
      );
    }
    this.before = { seq: row.seq, hash: row.hash, row, known: sound };
    this.claims = [];
  }

  /** What the end of the log says of the entries that were added. */
  finish({ head, beyond, unchained }: LogEnd): void {
    this.settle(head?.hash ?? null);
    this.suspects.forEach((row) => {
      this.suspect(row);
    });
    for (const row of beyond) {
      this.tell("inserted", row, `${name(row)} lies beyond the signed end of the log.`);
    }
    this.checkAnchor(head);
    const last = this.before;
    if (!head) {
      if (last.row) this.tell("signature", null, "The signed end of this log is missing.");
      return;
    }
    this.checkSignature(head);
    if (head.seq > last.seq) this.gap(head.seq, " at the end");
    else if (last.row && last.known && !same(head.hash, last.hash)) {
      this.tell(
        "edited",
        last.row,
        `${name(last.row)} is not the one that the end of the log was signed for.`,
      );
    }
    const difference = unchained - head.unchained;
    if (difference > 0) {
      this.tell(
        "inserted",
        null,
        `${entries(difference)} outside of the chain ${difference === 1 ? "was" : "were"} added.`,
      );
    } else if (difference < 0) {
      this.tell(
        "deleted",
        null,
        `${entries(-difference)} from before the chain ${difference === -1 ? "is" : "are"} missing.`,
      );
    }
  }

  private checkSignature(head: Head): void {
    const state = checkHead({ ...this.whose, ...head }, head);
    if (state === "bad signature") {
      this.tell("signature", null, `The end of the log at #${head.seq} was not signed by this installation.`);
    } else if (state === "unknown key") {
      const hint = "If SECRET has changed, set SECRET_PREVIOUS to the one before.";
      this.tell(
        "signature",
        null,
        `The end of the log was signed with the unknown key ${head.keyId}. ${hint}`,
      );
    }
  }

  private checkAnchor(head: Head | null): void {
    const { anchor } = this;
    if (!anchor) return;
    if (checkHead({ ...this.whose, ...anchor }, anchor) === "bad signature") {
      this.tell("signature", null, `What was kept of this log's end, at #${anchor.seq}, was changed.`);
    } else if ((head?.seq ?? 0) < anchor.seq) {
      const seen = `it reached #${anchor.seq} on ${anchor.updatedAt.toISOString()}`;
      this.tell(
        "behind",
        null,
        `The log ends at #${head?.seq ?? 0}, but ${seen}: what followed was cut off.`,
      );
    }
  }

  private replaced({ row: other }: Place, row: ChainRow): void {
    if (other) this.tell("edited", other, `${name(other)} is not the one that #${row.seq} was chained to.`);
    else this.tell("edited", row, `${name(row)} points to an entry before it, and is the first.`);
  }

  private suspect(row: ChainRow): void {
    const places = [...this.suspects.slice(0, MOST).map(({ seq }) => seq), row.seq - 1, row.seq + 1];
    const place = places.find((seq) => same(hashEntry(this.table, { ...row, seq }), row.hash));
    if (place === undefined || !row.exact) this.tell("edited", row, `${name(row)} was edited.`);
    else this.tell("reordered", row, `${name(row)} was moved: it was written as #${place}.`);
  }

  /** Nothing stands between the last entry and `to`, that one included. */
  private gap(to: number, where = ""): void {
    const first = this.before.seq + 1;
    const which = first === to ? `#${first} is` : `#${first} to #${to} are`;
    this.tell("deleted", null, `${which} missing${where}.`);
    this.before = { seq: to, hash: null, row: null, known: false };
  }

  private tell(kind: AuditFinding["kind"], row: ChainRow | null, message: string): void {
    if (this.findings.length >= MOST) {
      this.more += 1;
      return;
    }
    const entry = row && { seq: row.seq, id: row.id, action: row.action, at: row.createdAt };
    this.findings.push({ kind, message, entry });
  }
}

const name = ({ seq, action, createdAt, id }: ChainRow): string =>
  `#${seq} ${action} of ${createdAt.toISOString()} (${id})`;

const entries = (count: number): string => (count === 1 ? "1 entry" : `${count} entries`);

const same = (one: Uint8Array | null, other: Uint8Array | null): boolean =>
  one === null || other === null ? one === other : Buffer.compare(one, other) === 0;
