import { count, eq, sql } from "drizzle-orm";
import postgres from "postgres";
import { beforeAll, describe, expect, it } from "vitest";
import { addUp, periodsOf } from "@/lib/dashboard/closed";
import { closedDeals, dealStages, idleDeals, leaders } from "@/lib/dashboard/queries";
import { parseEnv } from "@/lib/env-schema";
import { type Context, systemContext } from "@/lib/kernel";
import { parseListState } from "@/lib/lists/state";
import { listReviewItems, listReviews } from "@/lib/reviews/queries";
import { reviewItemList } from "@/lib/reviews/schema";
import { listTeams } from "@/lib/teams/queries";
import { loadDemoIfWanted } from "@/scripts/lib/demo";
import { controlDb } from "../control";
import { memberships, tenants } from "../schema/control";
import { activities, companies, contacts, dealContacts, deals, imports, members } from "../schema/tenant";
import { withTenant } from "../tenant";
import { within } from "../within";
import { hasDemo, isEmpty, loadDemo } from "./load";
import { demoAccounts } from "./people";

const log = () => {};
const contextOf = (tenant: string) => systemContext({ tenant, reason: "test" });

// Seconds on a quiet machine; beside a build and other tests it may take its time.
beforeAll(() => loadDemo({ log }), 120_000);

async function counts(ctx: Context) {
  return withTenant(ctx, "read only", async (tx) => ({
    companies: await tx.$count(companies, within(ctx, companies)),
    contacts: await tx.$count(contacts, within(ctx, contacts)),
    deals: await tx.$count(deals, within(ctx, deals)),
    members: await tx.$count(members, within(ctx, members)),
    activities: await tx.$count(activities, within(ctx, activities)),
    peopleOnDeals: await tx.$count(dealContacts, within(ctx, dealContacts)),
  }));
}

describe("the demo", () => {
  it("has the whole pipeline in acme, with two generated contacts for every account", async () => {
    const ctx = await contextOf("acme");
    // 35 agents, 6 managers and 5 people who sign in, of whom two are an agent and a manager.
    expect(await counts(ctx)).toEqual({
      companies: 85,
      contacts: 170,
      deals: 8800,
      members: 44,
      activities: 313,
      peopleOnDeals: 148,
    });
    const generated = await withTenant(ctx, "read only", (tx) =>
      tx.$count(contacts, within(ctx, contacts, sql`${contacts.tags} = '{generated}'`)),
    );
    expect(generated).toBe(170);
  });

  it("shows on acme's dashboard the figures that its data is published with", async () => {
    const ctx = await contextOf("acme");
    const closed = await closedDeals(ctx, {});
    expect(
      periodsOf(closed, "USD").map(({ name, won }) => [name, Number(won.value.amountMinor) / 100]),
    ).toEqual([
      ["2017-Q1", 1_134_672],
      ["2017-Q2", 3_086_111],
      ["2017-Q3", 2_982_255],
      ["2017-Q4", 2_802_496],
    ]);
    const { won, lost } = addUp(closed, "USD");
    expect(won.value).toEqual({ currency: "USD", amountMinor: 10_005_534_00n });
    expect(((100 * won.count) / (won.count + lost.count)).toFixed(2)).toBe("63.15");
    expect((await dealStages(ctx, {})).map(({ name, total }) => [name, total.count])).toEqual([
      ["Prospecting", 500],
      ["Engaging", 1589],
      ["Won", 4238],
      ["Lost", 2473],
    ]);
    const best = await leaders(ctx, {});
    expect(best.slice(0, 2).map(({ owner, won }) => [owner?.name, won.value.amountMinor])).toEqual([
      ["Darcel Schlecht", 1_153_214_00n],
      ["Vicki Laflamme", 478_396_00n],
    ]);
    // Of 2,089 open deals every tenth has an activity.
    expect(await idleDeals(ctx, {})).toEqual({ open: 2089, idle: 1880 });
  });

  it("has two small workspaces in other currencies", async () => {
    expect(await counts(await contextOf("hanami"))).toEqual({
      companies: 12,
      contacts: 16,
      deals: 22,
      members: 3,
      activities: 9,
      peopleOnDeals: 10,
    });
    expect(await counts(await contextOf("fjordlys"))).toEqual({
      companies: 11,
      contacts: 13,
      deals: 18,
      members: 4,
      activities: 8,
      peopleOnDeals: 7,
    });
  });

  it("has acme's offices and managers as teams, with roles of their own, an exception and shared deals", async () => {
    const ctx = await contextOf("acme");
    const all = await listTeams(ctx, {});
    const named = new Map(all.map((team) => [team.name, team]));
    expect(all).toHaveLength(10);
    expect(named.get("Sales")).toMatchObject({ parentId: null, people: 41, roles: ["Account executive"] });
    expect(named.get("Team Marxen")).toMatchObject({
      parentId: named.get("Central")?.id,
      people: 7,
      leads: ["Melvin Marxen"],
    });
    const [review] = await listReviews(ctx, {});
    const kinds = await listReviewItems(ctx, {
      ...parseListState({}, reviewItemList),
      reviewId: review?.id ?? "",
    });
    expect(review?.counts.keep).toBe(3);
    expect(new Set(kinds.rows.map(({ kind }) => kind))).toEqual(
      new Set(["member_role", "team_role", "override", "grant"]),
    );
    for (const tenant of ["hanami", "fjordlys"])
      expect(await listTeams(await contextOf(tenant), {})).toHaveLength(1);
  });

  it("lets every account into its workspace", async () => {
    const [row] = await controlDb()
      .select({ accounts: count() })
      .from(memberships)
      .innerJoin(tenants, eq(tenants.id, memberships.tenantId));
    expect(row?.accounts).toBeGreaterThanOrEqual(demoAccounts.length);
  });

  it("is found, so that it is never opened to others", async () => {
    expect(await hasDemo()).toBe(true);
    for (const APP_HOST of ["example.com", "localhost.example.com"])
      await expect(loadDemoIfWanted(parseEnv({ ...process.env, APP_HOST }))).rejects.toThrow(
        /holds the demo/,
      );
  });

  it("is finished, and not doubled, at the next start after a load was killed", async () => {
    expect(await isEmpty()).toBe(false);
    const ctx = await contextOf("hanami");
    const before = await counts(ctx);
    await asKilled(ctx);
    expect(await isEmpty()).toBe(true);
    await loadDemo({ log });
    expect(await isEmpty()).toBe(false);
    expect(await counts(ctx)).toEqual(before);
  });
});

/** Leaves the database as a load does that was killed in the middle of hanami's last import. */
async function asKilled(ctx: Context): Promise<void> {
  const admin = postgres(process.env.ADMIN_DATABASE_URL ?? "", { max: 1 });
  await admin`delete from control.platform_audit_logs where action = 'demo.loaded'`;
  await admin.end();
  await withTenant(ctx, "read write", async (tx) => {
    await tx.delete(dealContacts).where(within(ctx, dealContacts));
    await tx.delete(activities).where(within(ctx, activities));
    await tx.delete(deals).where(within(ctx, deals));
    await tx
      .update(imports)
      .set({ state: "running", finishedAt: null, heartbeatAt: sql`now()` })
      .where(within(ctx, imports, eq(imports.entity, "deal")));
  });
}
