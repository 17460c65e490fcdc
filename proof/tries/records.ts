import { deepEqual, equal, notEqual, ok } from "node:assert/strict";
import { getTableName, sql } from "drizzle-orm";
import {
  activities,
  companies,
  contacts,
  dealContacts,
  deals,
  importRows,
  imports,
  products,
  resourceGrants,
} from "@/db/schema/tenant";
import type { TenantTx } from "@/db/tenant";
import { within } from "@/db/within";
import { type Answer, ask, json } from "../answers";
import type { Section } from "../record";
import { undone } from "../undone";
import type { Watcher } from "../watchers";
import { type Names, nobody, recordNames, secretOf } from "../worlds";
import type { Tried } from "./coverage";

/** What single people have in a workspace, and with whom they share it. */
const theirNames = [...recordNames, "companyGrant", "contactGrant", "dealGrant"] as const;

const tables = [
  companies,
  contacts,
  deals,
  dealContacts,
  activities,
  products,
  imports,
  importRows,
  resourceGrants,
];

/** All rows of records, as text. A verb of the tenant's store is called inside of the transaction that reads them. */
async function rowsIn(tx: TenantTx, scope: { tenantId: string }): Promise<string[]> {
  const found = await Promise.all(
    tables.map((table) =>
      tx.execute<{ row: string }>(
        sql`select ${getTableName(table)} || ' ' || ${table}::text as row from ${table} where ${within(scope, table)}`,
      ),
    ),
  );
  return found.flatMap((rows) => [...rows].map(({ row }) => row)).sort();
}

type Tentative = { answer: Answer; before: string[]; after: string[] };

/** Calls a verb and takes back what it did; with the rows that somebody else had before and after. */
const tentative = ({ verb }: Tried, watcher: Watcher, input: unknown): Promise<Tentative> =>
  undone(watcher.ctx, async (tx) => {
    const before = await rowsIn(tx, watcher.ctx);
    const answer = await ask(verb, watcher.ctx, input);
    return { answer, before, after: await rowsIn(tx, watcher.ctx) };
  });

/**
 * Calls each verb with the names of somebody else's records in the same workspace, and with nobody's: the answers are the same byte for
 * byte, tell nothing of the records, and none of their rows is changed.
 */
export async function tryOthers(section: Section, all: Tried[], watcher: Watcher): Promise<void> {
  const { foreign, names, level, who } = watcher;
  const none = nobody(foreign);
  const nowhere: Names = { ...names, ...pick(none) };
  const theirs = new Set(theirNames.map((name) => foreign[name]));
  for (const tried of all) {
    const { name } = tried.verb.info;
    for (const [at, input] of tried.cases.entries()) {
      await section.holds(name, `input ${at + 1}, by somebody ${who}, at ${level}`, async () => {
        const given = input(foreign, names);
        const { answer, before, after } = await tentative(tried, watcher, given);
        const other = await tentative(tried, watcher, input(nowhere, names));
        notEqual(answer.outcome, "failed", `${name} failed on ${json(given)}: ${answer.raw}`);
        equal(
          answer.bytes,
          other.answer.bytes,
          `${name} tells somebody else's record from none on ${json(given)}.\n  Theirs: ${answer.bytes}\n  None: ${other.answer.bytes}`,
        );
        ok(!answer.raw.includes(secretOf(foreign.mark)), `The answer holds their words: ${answer.raw}`);
        const asked = json(given);
        const shown = [...theirs].find((id) => answer.raw.includes(id) && !asked.includes(id));
        ok(!shown, `The answer holds ${shown}, which is not theirs to see: ${answer.raw}`);
        const ofOthers = (rows: string[]) => rows.filter((row) => row.includes(foreign.mark));
        deepEqual(ofOthers(after), ofOthers(before), `${name} changed a record of somebody else.`);
      });
    }
  }
}

/** Calls each verb about records whose fields hold a sealed word: no answer has it, and no row loses it. */
export async function trySealed(
  section: Section,
  all: Tried[],
  watcher: Watcher,
  amount: bigint,
): Promise<void> {
  const { foreign, names, level, who } = watcher;
  for (const tried of all) {
    const { name } = tried.verb.info;
    for (const [at, input] of tried.cases.entries()) {
      await section.holds(name, `input ${at + 1}, by somebody ${who}, at ${level}`, async () => {
        const given = input(foreign, names);
        const { answer, before, after } = await tentative(tried, watcher, given);
        notEqual(answer.outcome, "failed", `${name} failed on ${json(given)}: ${answer.raw}`);
        const told = answer.raw.replaceAll(json(given), "");
        ok(!told.includes(foreign.mark), `The answer holds the sealed word: ${answer.raw}`);
        const digits = new RegExp(String(amount).split("").join("[,.\\s]?"));
        ok(!digits.test(told), `The answer holds the sealed amount: ${answer.raw}`);
        equal(sealedIn(after, foreign, amount), sealedIn(before, foreign, amount), `${name} broke a seal.`);
      });
    }
  }
}

const sealedIn = (rows: string[], { mark }: Names, amount: bigint): number =>
  rows.join("\n").split(mark).length + rows.join("\n").split(String(amount)).length;

const pick = (names: Names): Partial<Names> =>
  Object.fromEntries([...theirNames, "mark" as const].map((name) => [name, names[name]]));
