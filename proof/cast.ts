import { type Foreign, type Twins, watched } from "./tries/verbs";
import { deleteSpare, levels, makeWorld, uniqueMark, type World } from "./worlds";

/** Who plays in the proof: at each level two callers who are alike, and a tenant that they must not reach. In the order of `levels`. */
export type Cast = { callers: Twins[]; foreign: Foreign[] };

const TWINS = "betasoloin";

export const makeTwins = async (level: World["level"]): Promise<Twins> => ({
  asks: await makeWorld(level, TWINS),
  twin: await makeWorld(level, TWINS),
});

/** The tenants that are not to be reached come first: their ids sort before those of the callers. */
export async function makeCast(): Promise<Cast> {
  const others = await Promise.all(levels.map((level) => makeWorld(level, uniqueMark())));
  await Promise.all(others.map(deleteSpare));
  return {
    foreign: await Promise.all(others.map(watched)),
    callers: await Promise.all(levels.map(makeTwins)),
  };
}
