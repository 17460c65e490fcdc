import { deepEqual, equal, notEqual, ok } from "node:assert/strict";
import type { RegisteredVerb } from "@/lib/kernel/registry";
import { type Answer, ask, json } from "../answers";
import { silentPlaces } from "../cases/tenant";
import { hashOf, likenessOf, rowsOf } from "../eyes";
import { textsIn } from "../inputs";
import type { Section } from "../record";
import { undone } from "../undone";
import { nobody, secretOf, type World } from "../worlds";
import type { Tried } from "./coverage";

/** Two callers: one asks for another tenant's records, its twin for what does not exist. */
export type Twins = { asks: World; twin: World };

/** The tenant whose records are asked for, as it was before. */
export type Foreign = World & { hash: string; ids: ReadonlySet<string> };

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** Remembers how a tenant is, and the id of every row that it has. */
export async function watched(world: World): Promise<Foreign> {
  const rows = await rowsOf(world.ctx);
  const ids = new Set([...rows.values()].flat().flatMap((row) => row.match(UUID) ?? []));
  return { ...world, hash: await hashOf(world.ctx), ids };
}

/**
 * Calls each verb with another tenant's names, and its twin with nobody's: the answers are the same byte for byte, hold nothing of the
 * other tenant, and leave it as it was; whatever was changed, was changed alike in both callers.
 */
export async function tryVerbs(
  section: Section,
  all: Tried[],
  { asks, twin }: Twins,
  foreign: Foreign,
): Promise<void> {
  const where = `caller at ${asks.level}, the other at ${foreign.level}`;
  const nowhere = nobody(foreign.names);
  for (const { verb, cases } of all) {
    const { name } = verb.info;
    let changed = false;
    for (const [at, input] of cases.entries()) {
      await section.holds(name, `input ${at + 1}, ${where}`, async () => {
        const given = input(foreign.names, asks.names);
        const first = await ask(verb, asks.ctx, given);
        const second = await ask(verb, twin.ctx, input(nowhere, twin.names));
        changed ||= verb.info.kind === "command" && first.outcome === "answered";
        notEqual(first.outcome, "failed", `${name} failed on ${json(given)}: ${first.raw}`);
        equal(
          first.bytes,
          second.bytes,
          `${name} tells the other tenant's from nobody's on ${json(given)}.\n  The other tenant's: ${first.bytes}\n  Nobody's: ${second.bytes}`,
        );
        revealsNothing(first, foreign);
      });
    }
    await section.holds(name, `leaves the other tenant as it was, ${where}`, async () =>
      equal(await hashOf(foreign.ctx), foreign.hash, `${name} changed rows of another tenant.`),
    );
    if (!changed) continue;
    await section.holds(name, `changes both callers alike, ${where}`, async () => {
      const [first, second] = [await likenessOf(asks.ctx), await likenessOf(twin.ctx)];
      deepEqual(differing(first, second), []);
      deepEqual(differing(second, first), []);
    });
  }
}

/** The rows that one of the two has, and the other has not. */
const differing = (rows: string[], others: string[]): string[] => {
  const rest = [...others];
  return rows.filter((row) => {
    const at = rest.indexOf(row);
    if (at >= 0) rest.splice(at, 1);
    return at < 0;
  });
};

/** Throws when an answer holds the other tenant's secret word, or the id of a row that the caller never named. */
export function revealsNothing({ raw }: Answer, { ids, names }: Foreign): void {
  const named = new Set(Object.values(names));
  const shown = (raw.match(UUID) ?? []).find((id) => ids.has(id) && !named.has(id));
  ok(!shown, `The answer holds ${shown}, which is a row of the other tenant: ${raw}`);
  ok(!raw.includes(secretOf(names.mark)), `The answer holds words of the other tenant: ${raw}`);
}

/**
 * The comparison can tell: at every place where the inputs name something, the caller's own is answered otherwise than nobody's.
 * Without this, an input that is refused for another reason would look like a proof. `silent` are the places that never tell, and why.
 */
export async function tryOwn(
  section: Section,
  all: Tried[],
  { asks, twin }: Twins,
  silent: Record<string, string> = silentPlaces,
): Promise<void> {
  const nowhere = nobody(asks.names);
  for (const { verb, cases, written } of all) {
    const told = new Map<string, boolean>();
    for (const input of cases.slice(0, written)) {
      const given = input(asks.names, asks.names);
      const places = namedIn(given, input(nowhere, asks.names));
      if (places.length === 0) continue;
      const own = await tentative(verb, asks, given);
      const other = await tentative(verb, twin, input(nobody(twin.names), twin.names));
      for (const place of places) told.set(place, told.get(place) || own.bytes !== other.bytes);
    }
    for (const [place, tells] of told) {
      const { name } = verb.info;
      const known = `${name} ${place}` in silent;
      await section.holds(name, `tells one's own from nobody's at ${place}`, () => {
        ok(
          tells || known,
          `${name} answers alike for one's own and for nobody's at ${place}: its cases there prove nothing.`,
        );
        ok(!tells || !known, `${name} does tell at ${place}: it is no silent place any more.`);
      });
    }
  }
}

/** The places of an input whose text is another one when it names nobody. */
function namedIn(given: unknown, none: unknown): string[] {
  const others = [...textsIn(none)];
  return [...textsIn(given)].flatMap(({ path, text }, at) => (others[at]?.text === text ? [] : [path]));
}

/** Calls a verb and takes back what it did, as far as it joins a transaction of the tenant's store. */
const tentative = (verb: RegisteredVerb, { ctx }: World, input: unknown): Promise<Answer> =>
  verb.info.store === "control" ? ask(verb, ctx, input) : undone(ctx, () => ask(verb, ctx, input));

/** What each read verb answers a tenant's own member about the tenant's own records. */
export async function ownAnswers(all: Tried[], world: World): Promise<Map<string, string>> {
  const answers = new Map<string, string>();
  for (const { verb, cases } of all.filter(({ verb }) => verb.info.kind === "query")) {
    for (const [at, input] of cases.entries()) {
      const { bytes } = await ask(verb, world.ctx, input(world.names, world.names));
      answers.set(`${verb.info.name} ${at + 1}`, bytes);
    }
  }
  return answers;
}
