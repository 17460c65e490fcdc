import { deepEqual, equal } from "node:assert/strict";
import { makeSession, signedInOperator } from "@/db/factories";
import { env } from "@/lib/env";
import { visitorOf } from "@/lib/kernel/context";
import { asCases, operatorCases, visitorCases } from "../cases/platform";
import { sharpest, tricks } from "../cases/tricks";
import type { Cast } from "../cast";
import { idle, idleStandings } from "../connections";
import { hashOf } from "../eyes";
import { Section } from "../record";
import { type Tried, withCases } from "../tries/coverage";
import { tryAddresses, tryFields, tryImport, tryKept } from "../tries/texts";
import type { Foreign } from "../tries/verbs";
import { verbsOf } from "../verbs";
import type { World } from "../worlds";

/** Section 7: texts that would be SQL, in every place that takes a text. */
export async function proveTexts({ callers, foreign }: Cast): Promise<Section> {
  const section = new Section(
    "SQL in every text",
    "Whatever is typed, pasted, uploaded or written into an address is a text, and no statement.",
    "Every place of every verb's input that takes a text, as its schema lists them, and every parameter of a list's address, is given texts that would end a string, take another role, name another tenant, move the search path, drop a table or run a program, in plain, quoted, escaped, commented and look-alike spellings. Each must be answered or refused in words. In the same transaction the role, the tenant and the search path are asked for again; afterwards, on every connection that the pool keeps. What is stored comes back letter by letter; the other tenants' rows are hashed.",
  );
  const verbs = withCases(verbsOf("tenant"));
  const lanes = callers.flatMap(({ asks, twin }, index) =>
    [asks, twin].map((world, half) => {
      const mine = verbs.filter((_, at) => at % 2 === half);
      return tryAll(section, mine, world, foreign[index] as Foreign);
    }),
  );
  await Promise.all(lanes);
  for (const [index, { asks }] of callers.entries()) {
    const all = tricks((foreign[index] as Foreign).names);
    await tryKept(section, asks, all);
    await tryImport(section, asks.level, all);
    await tryConnections(section, asks, foreign);
  }
  const [{ asks }] = callers as [Cast["callers"][number]];
  const [other] = foreign as [Foreign];
  const visitor = await visitorOf(
    new Headers({ host: env.APP_HOST, cookie: await makeSession(asks.user.id, null) }),
  );
  const few = sharpest(other.names);
  for (const tried of withCases(verbsOf("visitor"), asCases(visitorCases))) {
    await tryFields(section, tried, visitor, asks, other, few);
  }
  const { ctx: operator } = await signedInOperator();
  for (const tried of withCases(verbsOf("operator"), asCases(operatorCases))) {
    await tryFields(section, tried, operator, asks, other, few);
  }
  await tryConnections(section, asks, foreign);
  return section;
}

/** Once with every text; what the level does not change, at the other levels with the sharpest. */
async function tryAll(section: Section, verbs: Tried[], world: World, other: Foreign): Promise<void> {
  const texts = world.level === "shared" ? tricks(other.names) : sharpest(other.names);
  for (const tried of verbs) await tryFields(section, tried, world.ctx, world, other, texts);
  await tryAddresses(section, verbs, world, other, texts);
}

async function tryConnections(section: Section, { ctx, level }: World, foreign: Foreign[]): Promise<void> {
  const at = `after all texts at ${level}`;
  await section.holds("the connections", `stand where they stood, ${at}`, async () => {
    for (const standing of await idleStandings(ctx.placement)) deepEqual(standing, idle);
  });
  for (const other of foreign) {
    await section.holds("the other tenant", `at ${other.level} is as it was, ${at}`, async () =>
      equal(await hashOf(other.ctx), other.hash),
    );
  }
}
