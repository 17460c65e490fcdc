import { ok } from "node:assert/strict";
import type { RegisteredVerb } from "@/lib/kernel/registry";
import { generatedCases } from "../cases/generated";
import { type Case, tenantCases } from "../cases/tenant";
import { isAt, type Leaf, leavesOf, textsIn } from "../inputs";
import type { Section } from "../record";
import type { Names } from "../worlds";

/** A verb with all that it is called with, of which so many were written for it and the others follow from its schema. */
export type Tried = { verb: RegisteredVerb; leaves: Leaf[]; cases: Case[]; written: number };

/** The verbs with their cases: those of the list, and those that their schemas ask for. */
export const withCases = (verbs: RegisteredVerb[], written: Record<string, Case[]> = tenantCases): Tried[] =>
  verbs.map((verb) => {
    const own = written[verb.info.name] ?? [];
    const leaves = leavesOf(verb.info.input);
    const [base] = own;
    const cases = base ? [...own, ...generatedCases(leaves, base)] : [];
    return { verb, leaves, cases, written: own.length };
  });

/** Every verb has a case, every case a verb, and each place for an id has held somebody else's. */
export async function coverVerbs(
  section: Section,
  all: Tried[],
  names: { foreign: Names; own: Names },
  written: Record<string, Case[]> = tenantCases,
): Promise<void> {
  const known = new Set(all.map(({ verb }) => verb.info.name));
  for (const name of Object.keys(written)) {
    await section.holds(name, "is a verb of the product", () =>
      ok(known.has(name), `There is no verb ${name}: its cases in proof/cases are for one that is gone.`),
    );
  }
  for (const tried of all) await coverVerb(section, tried, names);
}

async function coverVerb(
  section: Section,
  { verb, cases, leaves, written }: Tried,
  names: { foreign: Names; own: Names },
): Promise<void> {
  const { name } = verb.info;
  section.remarks.set(name, String(cases.length));
  const hasCase = await section.holds(name, "has a case", () =>
    ok(cases.length > 0, `The verb ${name} has no case: add it to proof/cases.`),
  );
  if (!hasCase) return;
  for (const [at, input] of cases.slice(0, written).entries()) {
    await section.holds(name, `input ${at + 1} is one that its schema takes`, () => {
      const { success, error } = verb.info.input.safeParse(input(names.foreign, names.own));
      ok(success, `${name} would refuse input ${at + 1} whoever asks: ${error?.message}`);
    });
  }
  const theirs = new Set(Object.values(names.foreign));
  const named = cases
    .flatMap((input) => [...textsIn(input(names.foreign, names.own))])
    .filter(({ path, text }) => theirs.has(text) || path === "cursor.value");
  for (const leaf of leaves.filter(({ kind }) => kind === "id")) {
    await section.holds(name, `is tried with somebody else's name at ${leaf.path}`, () =>
      ok(
        named.some(({ path }) => isAt(leaf, path)),
        `No case of ${name} names somebody else's at ${leaf.path}: add one to proof/cases.`,
      ),
    );
  }
}
