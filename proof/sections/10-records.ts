import { deepEqual, ok } from "node:assert/strict";
import { listDeals } from "@/lib/deals/queries";
import type { Context } from "@/lib/kernel";
import type { Permission } from "@/lib/rbac/permissions";
import { tenantCases } from "../cases/tenant";
import { Section } from "../record";
import { coverVerbs, type Tried, withCases } from "../tries/coverage";
import { tryOthers, trySealed } from "../tries/records";
import { tryOwn } from "../tries/verbs";
import { verbsOf } from "../verbs";
import { makeBlind, makeWatchers, SEALED_MINOR } from "../watchers";
import { deleteSpare, levels } from "../worlds";

/** Section 10: inside of one workspace, who may see only some records, or not every field of them. */
export async function proveRecords(): Promise<Section> {
  const section = new Section(
    "Every verb, with records and fields that are not one's own to see",
    "Inside a workspace, whoever may see only their own records, or their team's, learns nothing of the others and changes none; whoever may not see a field learns nothing of what it holds.",
    "Members whose roles have the scope own, or team, call every verb that they may call at all with ids, words, filters and cursors of a colleague's records, and again with those of nobody: the answers are compared byte for byte. A member to whom fields are closed calls them about records whose fields hold a sealed word and amount, in every list, search, timeline, figure, import and edit: neither is ever in an answer, and no row loses it. Each call is taken back, so that every one meets the same rows.",
    "Inputs",
  );
  for (const level of levels) {
    const { own, team } = await makeWatchers(level);
    if (level === "shared") {
      const all = allowed(own.ctx);
      const written = Object.fromEntries(all.map(({ verb: { info } }) => [info.name, casesOf(info.name)]));
      await coverVerbs(section, all, { foreign: own.foreign, own: own.names }, written);
    }
    for (const watcher of [own, team]) await tryOthers(section, allowed(watcher.ctx), watcher);
    const shows = `shows a teammate's deal to the team, and to nobody else, at ${level}`;
    await section.holds("deal.list", shows, async () => {
      deepEqual(await ofTeammates(team.ctx), ["Of a teammate"]);
      deepEqual(await ofTeammates(own.ctx), []);
    });
    await deleteSpare(own);
    await tryOwn(section, allowed(own.ctx), { asks: own, twin: own });
  }
  const blind = await makeBlind("shared");
  await trySealed(section, allowed(blind.ctx), blind, SEALED_MINOR);
  await section.holds("deal.list", "has rows, with the sealed fields named", async () => {
    const { rows } = await listDeals(blind.ctx, {});
    ok(rows.every(({ hidden }) => hidden?.includes("valueMinor")) && rows.length > 1);
  });
  return section;
}

const casesOf = (verb: string) => tenantCases[verb] ?? [];

/** The verbs of the tenant's store that this member may call about something. */
const allowed = (ctx: Context): Tried[] =>
  withCases(
    verbsOf("tenant").filter(({ info }) => info.store === "tenant" && ctx.can(info.permission as Permission)),
  );

const ofTeammates = async (ctx: Context): Promise<string[]> =>
  (await listDeals(ctx, { q: "of a teammate" })).rows.map(({ title }) => title);
