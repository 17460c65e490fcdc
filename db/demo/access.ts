import { asc, desc, eq, isNotNull } from "drizzle-orm";
import { dayIn } from "@/lib/format/date";
import type { Context } from "@/lib/kernel";
import { changingAccess } from "@/lib/kernel/freshness";
import { parseListState } from "@/lib/lists/state";
import { addOverride } from "@/lib/members/overrides";
import { giveRole } from "@/lib/members/roles";
import type { Permission } from "@/lib/rbac/permissions";
import type { Scope } from "@/lib/rbac/policy";
import { keepItems, startReview } from "@/lib/reviews/commands";
import { listReviewItems } from "@/lib/reviews/queries";
import { reviewItemList } from "@/lib/reviews/schema";
import { createRole } from "@/lib/roles/commands";
import { dealSharing } from "@/lib/sharing/sharing";
import { createTeam } from "@/lib/teams/commands";
import { addTeamPerson } from "@/lib/teams/people";
import { giveTeamRole } from "@/lib/teams/roles";
import { deals, members, teams } from "../schema/tenant";
import { withTenant } from "../tenant";
import { within } from "../within";
import { type Agent, acmeAgents } from "./members";

/**
 * Gives the workspace teams, roles of its own, an exception and a shared record, all or none, unless it has teams. Nobody who signs in
 * gains or loses anything that the demo shows of them by their own role.
 */
export async function loadAccess(ctx: Context): Promise<void> {
  await changingAccess(ctx, "demo", () =>
    withTenant(ctx, "read write", async (tx) => {
      if ((await tx.$count(teams, within(ctx, teams))) > 0) return;
      const people = await tx
        .select({ id: members.id, name: members.displayName, userId: members.userId })
        .from(members)
        .where(within(ctx, members))
        .orderBy(asc(members.joinedAt), asc(members.displayName));
      if (ctx.tenant.slug !== "acme") return loadOneTeam(ctx, people);
      const idOf = (name: string) => {
        const person = people.find((each) => each.name === name);
        if (!person) throw new Error(`acme has nobody named ${name}.`);
        return person.id;
      };
      const agents = await acmeAgents();
      const teamIds = await loadSalesTeams(ctx, agents, idOf);
      await loadRoles(ctx, teamIds, idOf);
      const [largest] = await tx
        .select({ id: deals.id })
        .from(deals)
        .where(within(ctx, deals, eq(deals.ownerId, idOf("Darcel Schlecht")), isNotNull(deals.valueMinor)))
        .orderBy(desc(deals.valueMinor), asc(deals.id))
        .limit(1);
      if (!largest) throw new Error("Darcel Schlecht has no deal.");
      await loadExceptions(ctx, largest.id, teamIds, idOf);
      await loadReview(ctx);
    }),
  );
}

type IdOf = (name: string) => string;

/** Offices inside of sales, and in each the teams of its managers: as the data has them. */
async function loadSalesTeams(ctx: Context, agents: Agent[], idOf: IdOf): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  const add = async (name: string, parent: string | null, description: string | null = null) => {
    const known = ids.get(name);
    if (known) return known;
    const parentId = parent === null ? null : (ids.get(parent) ?? null);
    const { id } = await createTeam(ctx, { name, description, parentId });
    ids.set(name, id);
    return id;
  };
  await add("Sales", null, "Everybody who sells, by office and by manager");
  for (const office of ["Central", "East", "West"]) await add(office, "Sales");
  for (const { sales_agent, manager, regional_office } of agents) {
    const name = `Team ${manager.split(" ").at(-1)}`;
    if (!ids.has(name)) {
      const teamId = await add(name, regional_office);
      await addTeamPerson(ctx, { teamId, memberId: idOf(manager), role: "lead" });
    }
    await addTeamPerson(ctx, { teamId: ids.get(name) ?? "", memberId: idOf(sales_agent) });
  }
  return ids;
}

const may = (permission: Permission, scope: Scope = "all") => ({ permission, scope, condition: null });

/** Two roles of acme's own. What they allow, everybody who signs in and gets them has by their own role already. */
async function loadRoles(ctx: Context, teamIds: Map<string, string>, idOf: IdOf): Promise<void> {
  const executive = await createRole(ctx, {
    name: "Account executive",
    description: "Works on deals of the own team, and changes only the own ones.",
    parentRoleId: null,
    rules: [
      may("deal:read", "team"),
      may("deal:create"),
      may("deal:update", "own"),
      may("company:read"),
      may("contact:read"),
      may("contact:update", "team"),
      may("activity:read", "team"),
      may("activity:create"),
      may("activity:update", "own"),
      may("product:read"),
      may("team:read"),
      may("member:read"),
    ],
  });
  const lead = await createRole(ctx, {
    name: "Regional lead",
    description: "An account executive who may change and delete the deals of the office.",
    parentRoleId: executive.id,
    rules: [may("deal:update", "team"), may("deal:delete", "team"), may("deal:share", "team")],
  });
  await giveTeamRole(ctx, { teamId: teamIds.get("Sales") ?? "", roleId: executive.id });
  await giveRole(ctx, {
    memberId: idOf("Melvin Marxen"),
    roleId: lead.id,
    teamId: teamIds.get("Central") ?? null,
  });
  const summer = { memberId: idOf("Summer Sewald"), roleId: lead.id, teamId: teamIds.get("West") ?? null };
  await giveRole(ctx, { ...summer, until: inDays(ctx, 90) });
}

async function loadExceptions(
  ctx: Context,
  dealId: string,
  teamIds: Map<string, string>,
  idOf: IdOf,
): Promise<void> {
  await addOverride(ctx, {
    memberId: idOf("Darcel Schlecht"),
    permission: "deal:share",
    effect: "deny",
    conditions: { op: "gte", attr: "record.valueMinor", value: 2_500_000 },
    reason: "Large deals are shared by Melvin until the new price list is out.",
    until: inDays(ctx, 60),
  });
  const shared = { id: dealId, until: inDays(ctx, 30) };
  await dealSharing.share(ctx, {
    ...shared,
    to: { kind: "team", id: teamIds.get("Team Neubert") ?? "" },
    level: "see",
    reason: "The account moves to the East office.",
  });
  await dealSharing.share(ctx, {
    ...shared,
    to: { kind: "member", id: idOf("Rocco Neubert") },
    level: "edit",
    reason: "Takes the account over.",
  });
}

/** A review that is under way: the roles of people are decided, and the rest is not. */
async function loadReview(ctx: Context): Promise<void> {
  const { id: reviewId } = await startReview(ctx, { name: "First review" });
  const state = parseListState({ "f.kind": "member_role" }, reviewItemList);
  const { rows } = await listReviewItems(ctx, { ...state, reviewId });
  const ids = rows.slice(0, 3).map(({ id }) => id);
  await keepItems(ctx, { reviewId, ids, note: "As agreed when they began" });
}

/** A small workspace has one team with those who sell; whoever owns the workspace leads it. */
async function loadOneTeam(ctx: Context, people: { id: string; userId: string | null }[]): Promise<void> {
  const [owner, ...others] = people;
  if (!owner) throw new Error(`${ctx.tenant.slug} has nobody.`);
  const { id: teamId } = await createTeam(ctx, { name: "Sales", description: "Everybody who sells" });
  await addTeamPerson(ctx, { teamId, memberId: owner.id, role: "lead" });
  for (const { id, userId } of others) if (!userId) await addTeamPerson(ctx, { teamId, memberId: id });
}

const inDays = ({ now, tenant }: Context, days: number): string =>
  dayIn(tenant.settings.zone, new Date(now.getTime() + days * 24 * 60 * 60 * 1000));
