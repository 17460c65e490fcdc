import { setImmediate } from "node:timers/promises";
import type { Field, Vocabulary } from "./fields/types";
import { foldName } from "./fold-name";
import type { Draft } from "./interpret";
import type { Decision } from "./plan";
import { type Suggestion, suggester } from "./values/similar";

/** A record, or a word of a list, that cells can name. `also` are other names it answers to (a member's e-mail). */
export type Known = { id: string; name: string; also?: string[] };

/** What a vocabulary holds and allows. In an open one an unknown word is taken as it is, unless it looks like a slip. */
export type Names = { known: Known[]; open?: boolean; creatable?: boolean };

/** A name in the file that no record has, or that several have, with how often it comes and what it may stand for. */
export type NameQuestion = {
  kind: "name";
  field: string;
  of: Vocabulary;
  name: string;
  count: number;
  firstLine: number;
  suggestions: Suggestion[];
  /** Several records have this very name: one of them is to be chosen. */
  several: boolean;
  creatable: boolean;
};

/** What a name comes to: an existing record, a record to make, nothing, or (while it is a question) not yet anything. */
export type Resolved =
  | { to: "known"; id: string; name: string }
  | { to: "new"; name: string }
  | { to: "empty" }
  | { to: "open" };

/** In an open vocabulary, how alike a known word must be for the unknown one to be asked about as a likely slip. */
const slip = 0.75;

/** Names that are compared with others, and others they are compared with: beyond, no likeness is worth the wait. */
const compared = { names: 100, known: 20_000 };

/**
 * Decides about every name that a field's cells hold. Only an equal name (but for case, accents and signs) is taken for
 * a record by itself; all else is as the plan says, or a question.
 */
export async function resolveNames(
  field: Field & { of: Vocabulary },
  drafts: Draft[],
  names: Names,
  decided: Record<string, Decision> = {},
  other?: "create" | "empty",
): Promise<{ resolved: Map<string, Resolved>; questions: NameQuestion[] }> {
  // A map, in which a company named "constructor" is not found before it is decided about.
  const decisions = new Map(Object.entries(decided));
  const look: LookUp = {
    byName: byName(names.known),
    byId: new Map(names.known.map((one) => [one.id, one])),
    // A name may stand for one that is itself made on the way, or for any word of an open list.
    canBeNew: (name) =>
      Boolean(names.open) ||
      (Boolean(names.creatable) && (decisions.get(foldName(name))?.do ?? other) === "create"),
  };
  const resolved = new Map<string, Resolved>();
  const questions: NameQuestion[] = [];
  let suggest: ReturnType<typeof suggester> | undefined;
  let suggested = 0;

  for (const [key, { name, count, firstLine }] of occurring(field.name, drafts)) {
    const found = look.byName.get(key) ?? [];
    const decision = decisions.get(key) ?? (found.length === 0 && other ? { do: other } : undefined);
    const settled = decision ? decide(name, found, decision, look) : one(found);
    if (settled) {
      resolved.set(key, settled);
      continue;
    }
    let suggestions: Suggestion[] = found.map((each) => ({ ...each, score: 1 }));
    if (found.length === 0 && suggested < compared.names && names.known.length <= compared.known) {
      suggest ??= suggester(names.known);
      suggestions = suggest(name);
      suggested += 1;
      // Many against many take seconds, in which others are to be answered.
      await setImmediate();
    }
    if (names.open && (suggestions[0]?.score ?? 0) < slip) {
      resolved.set(key, { to: "new", name });
      continue;
    }
    resolved.set(key, { to: "open" });
    questions.push({
      kind: "name",
      field: field.name,
      of: field.of,
      name,
      count,
      firstLine,
      suggestions,
      several: found.length > 1,
      creatable: Boolean(names.creatable || names.open),
    });
  }
  return { resolved, questions };
}

type LookUp = { byName: Map<string, Known[]>; byId: Map<string, Known>; canBeNew: (name: string) => boolean };

const one = (found: Known[]): Resolved | undefined => {
  const [only, ...more] = found;
  return only && more.length === 0 ? { to: "known", id: only.id, name: only.name } : undefined;
};

function decide(name: string, found: Known[], decision: Decision, look: LookUp): Resolved | undefined {
  if (decision.do === "empty") return { to: "empty" };
  // Made by an earlier run of the same plan: it is there now, and is not made again.
  if (decision.do === "create") {
    if (found.length > 0) return one(found);
    return look.canBeNew(name) ? { to: "new", name } : undefined;
  }
  if (decision.id) return one([look.byId.get(decision.id)].filter((known) => known !== undefined));
  const targets = look.byName.get(foldName(decision.name)) ?? [];
  if (targets.length > 0) return one(targets);
  return look.canBeNew(decision.name) ? { to: "new", name: decision.name } : undefined;
}

function byName(known: Known[]): Map<string, Known[]> {
  const found = new Map<string, Known[]>();
  for (const each of known) {
    for (const key of new Set([each.name, ...(each.also ?? [])].map(foldName))) {
      const list = found.get(key);
      if (list) list.push(each);
      else found.set(key, [each]);
    }
  }
  return found;
}

function occurring(
  field: string,
  drafts: Draft[],
): Map<string, { name: string; count: number; firstLine: number }> {
  const found = new Map<string, { name: string; count: number; firstLine: number }>();
  for (const { line, values } of drafts) {
    const name = values.get(field);
    if (typeof name !== "string") continue;
    const key = foldName(name);
    const seen = found.get(key);
    if (seen) seen.count++;
    else found.set(key, { name, count: 1, firstLine: line });
  }
  return found;
}
