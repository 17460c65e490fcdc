import { and, eq, inArray, isNull, like, or, sql } from "drizzle-orm";
import { z } from "zod";
import {
  memberRoles,
  members,
  resourceGrants,
  teamClosure,
  teamMembers,
  teamRoles,
  teams,
} from "@/db/schema/tenant";
import { within } from "@/db/within";
import { defineCommand } from "@/lib/kernel";
import { NotFound } from "@/lib/kernel/errors";
import { changesOf } from "@/lib/records/changes";
import { assertFresh } from "@/lib/records/stale";
import { slugFrom } from "@/lib/tenancy/slug";
import { affectedBy, guarded } from "./guard";
import { teamCreate, teamMove, teamUpdate } from "./schema";
import { hang, lockTeams, number, requireTeam, type Scope, siblings } from "./tree";

/** A new team is empty and gives no role, so that nobody gains or loses anything by it. */
export const createTeam = defineCommand({
  name: "team.create",
  permission: "team:create",
  input: teamCreate,
  run: async ({ ctx, tx, input: { name, description, parentId }, audit }) => {
    const scope = { ctx, tx };
    await lockTeams(scope);
    const others = await siblings(scope, parentId);
    const [team] = await tx
      .insert(teams)
      .values({
        tenantId: ctx.tenantId,
        name,
        description,
        slug: await freeSlug(scope, name),
        position: others.length,
        createdBy: ctx.member?.id,
        updatedBy: ctx.member?.id,
      })
      .returning({ id: teams.id, name: teams.name });
    if (!team) throw new Error("The team was not written.");
    if (parentId) {
      await hang(scope, team, parentId);
      await tx
        .update(teams)
        .set({ parentTeamId: parentId })
        .where(within(ctx, teams, eq(teams.id, team.id)));
    }
    const after = { name, description, parent: await nameOf(scope, parentId) };
    audit({ action: "team.created", resource: { type: "team", id: team.id }, after });
    return { id: team.id };
  },
});

const labels = { name: "Name", description: "Description" };

export const updateTeam = defineCommand({
  name: "team.update",
  permission: "team:update",
  input: teamUpdate,
  run: async ({ ctx, tx, input: { id, version, ...values }, audit }) => {
    const [row] = await tx
      .select({ team: teams, by: members.displayName })
      .from(teams)
      .leftJoin(members, within(ctx, members, eq(members.id, teams.updatedBy)))
      .where(within(ctx, teams, eq(teams.id, id), eq(teams.isActive, true)))
      .for("no key update", { of: teams });
    if (!row) throw new NotFound("This team does not exist, or it was deleted.");
    assertFresh(row.team, version, values, labels, row.by);
    const changes = changesOf(row.team, values);
    if (!changes) {
      audit.nothing("saved without a change");
      return { id, version };
    }
    await tx
      .update(teams)
      .set({ ...values, updatedBy: ctx.member?.id ?? null, version: sql`${teams.version} + 1` })
      .where(within(ctx, teams, eq(teams.id, id)));
    audit({ action: "team.updated", resource: { type: "team", id }, ...changes });
    return { id, version: version + 1 };
  },
});

/** Moves a team with all below it: its people then belong to the teams above its new place. Answers where it was, to undo it. */
export const moveTeam = defineCommand({
  name: "team.move",
  permission: "team:update",
  input: teamMove,
  changesAccess: true,
  run: async ({ ctx, tx, input: { id, parentId, position }, audit }) => {
    const scope = { ctx, tx };
    await lockTeams(scope);
    const team = await requireTeam(scope, id);
    const before = await siblings(scope, team.parentTeamId);
    const from = { parentId: team.parentTeamId, position: before.indexOf(id) };
    const others = (await siblings(scope, parentId)).filter((other) => other !== id);
    const to = Math.min(position, others.length);
    const order = others.toSpliced(to, 0, id);
    if (parentId === from.parentId && to === from.position) {
      audit.nothing("it stands there already");
      return { id, from };
    }
    if (parentId !== from.parentId) {
      await guarded(scope, [id, ...(parentId ? [parentId] : [])], [], async () => {
        await hang(scope, team, parentId);
        await tx
          .update(teams)
          .set({ parentTeamId: parentId, updatedBy: ctx.member?.id ?? null })
          .where(within(ctx, teams, eq(teams.id, id)));
      });
    }
    await number(scope, order);
    audit({
      action: "team.moved",
      resource: { type: "team", id },
      before: { parent: await nameOf(scope, from.parentId), position: from.position + 1 },
      after: { parent: await nameOf(scope, parentId), position: to + 1 },
    });
    return { id, from };
  },
});

/**
 * Deletes a team. The teams in it move up to its parent; its people lose what came through it, and so does everybody who had a role
 * for this team alone or access to a record through it. What stays is its name, for the history of who had what.
 */
export const deleteTeam = defineCommand({
  name: "team.delete",
  permission: "team:delete",
  input: z.object({ id: z.uuid() }),
  changesAccess: true,
  run: async ({ ctx, tx, input: { id }, audit }) => {
    const scope = { ctx, tx };
    await lockTeams(scope);
    const team = await requireTeam(scope, id);
    const children = await siblings(scope, id);
    const around = await siblings(scope, team.parentTeamId);
    const people = await affectedBy(scope, [id]);
    await guarded(scope, [id], people, async () => {
      for (const child of children) await hang(scope, { id: child, name: team.name }, team.parentTeamId);
      if (children.length > 0) {
        await tx
          .update(teams)
          .set({ parentTeamId: team.parentTeamId })
          .where(within(ctx, teams, inArray(teams.id, children)));
      }
      await tx
        .delete(teamClosure)
        .where(
          within(ctx, teamClosure, or(eq(teamClosure.ancestorId, id), eq(teamClosure.descendantId, id))),
        );
      await tx.delete(teamMembers).where(within(ctx, teamMembers, eq(teamMembers.teamId, id)));
      await tx.delete(teamRoles).where(within(ctx, teamRoles, eq(teamRoles.teamId, id)));
      await tx.delete(resourceGrants).where(within(ctx, resourceGrants, eq(resourceGrants.teamId, id)));
      await tx
        .update(memberRoles)
        .set({ revokedAt: sql`now()` as never })
        .where(within(ctx, memberRoles, and(eq(memberRoles.teamId, id), isNull(memberRoles.revokedAt))));
      await tx
        .update(teams)
        // Its short name is free again, and nothing stands above what is gone.
        .set({ isActive: false, slug: id, parentTeamId: null, updatedBy: ctx.member?.id ?? null })
        .where(within(ctx, teams, eq(teams.id, id)));
    });
    await number(
      scope,
      around.flatMap((other) => (other === id ? children : [other])),
    );
    audit({
      action: "team.deleted",
      resource: { type: "team", id },
      before: {
        name: team.name,
        parent: await nameOf(scope, team.parentTeamId),
        teamsMovedUp: children.length,
      },
    });
    return { id };
  },
});

/** Unique among the tenant's teams. Call it under the lock. */
async function freeSlug({ tx, ctx }: Scope, name: string): Promise<string> {
  const wanted = slugFrom(name) || "team";
  const rows = await tx
    .select({ slug: teams.slug })
    .from(teams)
    .where(within(ctx, teams, or(eq(teams.slug, wanted), like(teams.slug, `${wanted}-%`))));
  const taken = new Set(rows.map(({ slug }) => slug));
  for (let count = 1; ; count += 1) {
    const slug = count === 1 ? wanted : `${wanted}-${count}`;
    if (!taken.has(slug)) return slug;
  }
}

async function nameOf(scope: Scope, id: string | null): Promise<string | null> {
  return id ? (await requireTeam(scope, id)).name : null;
}
