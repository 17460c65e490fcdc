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
import { withCases } from "../tries/coverage";
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
  for (const [index, { asks }] of callers.entries()) {
    const other = foreign[index] as Foreign;
    const all = asks.level === "shared" ? tricks(other.names) : sharpest(other.names);
    for (const tried of withCases(verbsOf("tenant")))
      await tryFields(section, tried, asks.ctx, asks, other, all);
    await tryAddresses(section, withCases(verbsOf("tenant")), asks, other, all);
    await tryKept(section, asks, tricks(other.names));
    await tryImport(section, asks.level, tricks(other.names));
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
