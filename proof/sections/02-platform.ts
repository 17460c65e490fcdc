import { equal, notEqual } from "node:assert/strict";
import { inControl } from "@/db/control";
import { makeSession, signedInOperator } from "@/db/factories";
import { env } from "@/lib/env";
import { visitorOf } from "@/lib/kernel/context";
import { issueCode, knockOf } from "@/lib/workspaces/codes";
import { ask, json } from "../answers";
import { asCases, type Doors, operatorCases, visitorCases } from "../cases/platform";
import type { Cast } from "../cast";
import { hashOf } from "../eyes";
import { Section } from "../record";
import { coverVerbs, type Tried, withCases } from "../tries/coverage";
import { type Foreign, revealsNothing } from "../tries/verbs";
import { verbsOf } from "../verbs";
import { makeWorld, nobody, uniqueMark, type World } from "../worlds";

/** Section 2: the verbs outside any tenant: sign-in, the way from one workspace to another, and the operators' console. */
export async function provePlatform({ callers, foreign }: Cast): Promise<Section> {
  const section = new Section(
    "Every verb of the platform",
    "Nobody learns at a door what is behind it, and what an operator does about one workspace leaves the others alone.",
    "Verbs of anybody at any host are called by a member of another workspace, at the apex and at that workspace's host, with the slug, the e-mail address and the one-time code of a workspace that is not theirs; the answer is compared with the one for names that belong to nobody, and nothing of the other workspace may be in it. Verbs of the operators are called about one workspace; every other one is hashed before and after.",
    "Inputs",
  );
  const [{ asks }] = callers as [Cast["callers"][number]];
  const about = await makeWorld("shared", uniqueMark());
  const doors = withCases(verbsOf("visitor"), asCases(visitorCases));
  const order = Object.keys(operatorCases);
  const console = withCases(verbsOf("operator"), asCases(operatorCases)).sort(
    (a, b) => order.indexOf(a.verb.info.name) - order.indexOf(b.verb.info.name),
  );
  const door: Doors = { ...about.names, code: "a code", key: "a key" };
  const names = { foreign: door, own: door };
  await coverVerbs(section, doors, names, asCases(visitorCases));
  await coverVerbs(section, console, names, asCases(operatorCases));
  for (const other of foreign) {
    await tryDoors(section, asks, other);
    await tryConsole(section, console, about, other);
  }
  return section;
}

async function tryDoors(section: Section, asks: World, other: Foreign): Promise<void> {
  const cookies = {
    [env.APP_HOST]: await makeSession(asks.user.id, null),
    [`${asks.names.slug}.${env.APP_HOST}`]: await makeSession(asks.user.id, asks.ctx.tenantId),
  };
  for (const [host, cookie] of Object.entries(cookies)) {
    const ctx = await visitorOf(new Headers({ host, cookie }));
    const where = `at ${ctx.tenant ? "a workspace's host" : "the apex"}, the other at ${other.level}`;
    for (const verb of verbsOf("visitor")) {
      const { name } = verb.info;
      for (const [at, { input, open }] of (visitorCases[name] ?? []).entries()) {
        const known = await doorsOf(other);
        await section.holds(name, `call ${at + 1}, ${where}`, async () => {
          const given = input(known);
          const first = await ask(verb, ctx, given);
          notEqual(first.outcome, "failed", `${name} failed on ${json(given)}: ${first.raw}`);
          revealsNothing(first, other);
          if (open) return;
          const second = await ask(verb, ctx, input(nobody(known)));
          equal(first.bytes, second.bytes, `${name} tells the other's from nobody's on ${json(given)}.`);
        });
      }
      await section.holds(name, `leaves the other tenant as it was, ${where}`, async () =>
        equal(await hashOf(other.ctx), other.hash, `${name} changed rows of another tenant.`),
      );
    }
  }
}

/** A tenant's names with a code that opens its door, made now: it is good for half a minute. */
async function doorsOf({ names, ctx, user }: Foreign): Promise<Doors> {
  const key = names.mark;
  const door = { tenantId: ctx.tenantId, knock: knockOf(key) };
  return {
    ...names,
    key,
    code: await inControl("read write", (tx) => issueCode(tx, door, { userId: user.id })),
  };
}

async function tryConsole(section: Section, all: Tried[], about: World, other: Foreign): Promise<void> {
  const { ctx } = await signedInOperator();
  for (const { verb, cases, written } of all) {
    const { name } = verb.info;
    for (const [at, input] of cases.entries()) {
      const showsAll = at >= written || operatorCases[name]?.[at]?.all;
      await section.holds(
        name,
        `call ${at + 1}, about another tenant than the one at ${other.level}`,
        async () => {
          const given = input(about.names, about.names);
          const answer = await ask(verb, ctx, given);
          notEqual(answer.outcome, "failed", `${name} failed on ${json(given)}: ${answer.raw}`);
          if (!showsAll) revealsNothing(answer, other);
        },
      );
    }
    await section.holds(name, `leaves the tenant at ${other.level} as it was`, async () =>
      equal(await hashOf(other.ctx), other.hash, `${name} changed rows of another tenant.`),
    );
  }
}
