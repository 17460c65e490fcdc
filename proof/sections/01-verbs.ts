import { deepEqual } from "node:assert/strict";
import { type Cast, makeTwins } from "../cast";
import { Section } from "../record";
import { coverVerbs, withCases } from "../tries/coverage";
import { type Foreign, ownAnswers, type Twins, tryOwn, tryVerbs } from "../tries/verbs";
import { verbsOf } from "../verbs";
import { deleteSpare } from "../worlds";

/** Section 1: every verb of people inside a tenant, with the names of another tenant, at and across all levels. */
export async function proveVerbs({ callers, foreign }: Cast): Promise<Section> {
  const section = new Section(
    "Every verb, with another tenant's ids",
    "Whatever a member of one workspace asks for or tries to change, what belongs to another workspace answers exactly as if it did not exist, and stays as it was.",
    "Every query and command of the registry is called in one tenant with ids, words, filters and cursors of another, in every place of its input schema that takes one, for each pair of isolation levels. A second tenant, alike in everything, makes the same call with names that belong to nobody. The two answers are compared byte for byte; only ids, moments and random words, new with every call, are blanked. All rows of the other tenant, in both stores, are hashed after each verb.",
    "Inputs",
  );
  const verbs = withCases(verbsOf("tenant"));
  const [own] = callers as [Twins, ...Twins[]];
  const [other] = foreign as [Foreign, ...Foreign[]];
  await coverVerbs(section, verbs, { foreign: other.names, own: own.asks.names });
  const before = await Promise.all(foreign.map((world) => ownAnswers(verbs, world)));
  const control = await makeTwins("shared");
  await Promise.all([control.asks, control.twin].map(deleteSpare));
  await tryOwn(section, verbs, control);
  await Promise.all(
    callers.map(async (twins) => {
      for (const world of foreign) await tryVerbs(section, verbs, twins, world);
    }),
  );
  for (const [at, world] of foreign.entries()) {
    const after = await ownAnswers(verbs, world);
    for (const [name, answer] of before[at] ?? []) {
      const [verb = "", input] = name.split(" ");
      await section.holds(
        verb,
        `input ${input} answers the other tenant's own member as before, at ${world.level}`,
        () => deepEqual(after.get(name), answer),
      );
    }
  }
  return section;
}
