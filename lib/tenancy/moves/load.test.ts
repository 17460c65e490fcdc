import { describe, expect, it } from "vitest";
import { makeContact, signedIn, unique } from "@/db/factories";
import { dealContacts, deals } from "@/db/schema/tenant";
import { withTenant } from "@/db/tenant";
import { within } from "@/db/within";
import { createDeal, updateDeal } from "@/lib/deals/commands";
import { addDealPerson, removeDealPerson } from "@/lib/deals/people";
import type { Context } from "@/lib/kernel";
import { verifyWorkspace } from "@/lib/kernel/audit-anchors";
import { contextOf } from "@/lib/kernel/context";
import { listStages } from "@/lib/pipelines/queries";
import { fillDeals, move, removeOwnPlaces } from "./moves.fixture";

const WRITERS = 5;
const READERS = 3;
const BEFORE = 3000;

/** What the tenant has been told is saved. */
class Acknowledged {
  /** The title that each deal was last given. */
  readonly titles = new Map<string, string>();
  /** The deals that have the contact on them. */
  readonly withPerson = new Set<string>();
  isOver = false;
}

/** Creates a deal, renames it, puts somebody on it and takes them off again, time and again, as people do. */
async function write(ctx: Context, saved: Acknowledged, stageId: string, contactId: string): Promise<number> {
  let count = 0;
  while (!saved.isOver) {
    const first = `Betasoloin ${unique()}`;
    const { id } = await createDeal(ctx, { title: first, stageId, currency: "USD" });
    saved.titles.set(id, first);
    await addDealPerson(ctx, { dealId: id, contactId, role: "user" });
    saved.withPerson.add(id);
    const second = `GTX ${unique()}`;
    await updateDeal(ctx, { id, version: 1, title: second, stageId, currency: "USD" });
    saved.titles.set(id, second);
    await removeDealPerson(ctx, { dealId: id, contactId });
    saved.withPerson.delete(id);
    if (count % 2 === 0) {
      await addDealPerson(ctx, { dealId: id, contactId, role: "influencer" });
      saved.withPerson.add(id);
    }
    count += 1;
  }
  return count;
}

/** Counts the deals, time and again: never fewer than were acknowledged before it asked. Answers how often it did. */
async function read(ctx: Context, saved: Acknowledged): Promise<number> {
  for (let count = 0; ; count++) {
    if (saved.isOver) return count;
    const known = saved.titles.size + BEFORE;
    const found = await withTenant(ctx, "read only", (tx) => tx.$count(deals, within(ctx, deals)));
    if (found < known) throw new Error(`A reader saw ${found} deals, and ${known} had been saved before.`);
  }
}

describe("a move while the tenant is in use", { timeout: 120_000 }, () => {
  it.each([
    ["shared", "schema"],
    ["schema", "database"],
    ["database", "shared"],
  ] as const)("from %s to %s loses nothing, doubles nothing, and nobody sees an error", async (from, to) => {
    const { ctx, headers, tenant } = await signedIn("owner", { isolationLevel: from });
    await fillDeals(tenant, BEFORE);
    const [stage] = await listStages(ctx, {});
    const stageId = stage?.id ?? "";
    const contact = await makeContact(ctx);
    const saved = new Acknowledged();
    const people = await Promise.all(Array.from({ length: WRITERS }, () => contextOf(headers)));
    const writing = people.map((person) => write(person, saved, stageId, contact.id));
    const reading = Array.from({ length: READERS }, () => read(ctx, saved));
    const stop = (error: unknown) => {
      saved.isOver = true;
      throw error;
    };
    const working = Promise.all([...writing, ...reading]).catch(stop);
    // Before the move has begun, and after it, people work as well.
    const atLeast = async (more: number) => {
      const wanted = saved.titles.size + more;
      while (saved.titles.size < wanted && !saved.isOver) await new Promise(setImmediate);
    };
    await atLeast(WRITERS);
    const done = await move(tenant.tenantId, to);
    expect(done).toMatchObject({ step: "done", error: null });
    await atLeast(WRITERS);
    saved.isOver = true;
    const rounds = await working;
    for (const round of rounds) expect(round).toBeGreaterThan(0);

    const now = await contextOf(headers);
    expect(now.placement).toEqual(done.to);
    const [stored, onDeals] = await withTenant(now, "read only", async (tx) => [
      await tx.select({ id: deals.id, title: deals.title }).from(deals).where(within(now, deals)),
      await tx.select({ dealId: dealContacts.dealId }).from(dealContacts).where(within(now, dealContacts)),
    ]);
    const mine = stored.filter(({ title }) => !title.startsWith("Kan-code "));
    expect(stored).toHaveLength(BEFORE + saved.titles.size);
    expect(new Map(mine.map(({ id, title }) => [id, title]))).toEqual(saved.titles);
    expect(onDeals.map(({ dealId }) => dealId).sort()).toEqual([...saved.withPerson].sort());
    const reports = await verifyWorkspace(tenant.tenantId);
    expect(reports?.flatMap(({ findings }) => findings)).toEqual([]);
    await removeOwnPlaces(tenant.tenantId);
  });
});
