import { eq } from "drizzle-orm";
import { members, teamMembers } from "@/db/schema/tenant";
import { within } from "@/db/within";
import { defineCommand } from "@/lib/kernel";
import { Conflict, Invalid, NotFound } from "@/lib/kernel/errors";
import { guarded } from "./guard";
import { teamPerson, teamPersonWithRole } from "./schema";
import { lockTeams, requireTeam, type Scope } from "./tree";

/**
 * Puts somebody into a team. They get its roles and those of the teams above it, and whoever sees the records of these teams sees
 * theirs: nobody gives by it what they do not have themselves.
 */
export const addTeamPerson = defineCommand({
  name: "team.add_person",
  permission: "team:update",
  input: teamPersonWithRole,
  changesAccess: true,
  run: async ({ ctx, tx, input: { teamId, memberId, role }, audit }) => {
    const scope = { ctx, tx };
    await lockTeams(scope);
    const team = await requireTeam(scope, teamId);
    const name = await personName(scope, memberId);
    if (!name)
      throw new Invalid("This person is not in the workspace.", {
        memberId: ["This person is not in the workspace."],
      });
    if (await find(scope, teamId, memberId)) {
      const message = `${name} is in ${team.name} already.`;
      throw new Conflict(message, undefined, { memberId: [message] });
    }
    await guarded(scope, [teamId], [memberId], async () => {
      await tx.insert(teamMembers).values({
        tenantId: ctx.tenantId,
        teamId,
        memberId,
        role,
        createdBy: ctx.member?.id,
        updatedBy: ctx.member?.id,
      });
    });
    audit({
      action: "team.person_added",
      resource: { type: "team", id: teamId },
      after: { person: name, memberId, role },
    });
    return { teamId, memberId, role };
  },
});

/** Takes somebody out of a team. Answers what they were in it, to undo it. */
export const removeTeamPerson = defineCommand({
  name: "team.remove_person",
  permission: "team:update",
  input: teamPerson,
  changesAccess: true,
  run: async ({ ctx, tx, input: { teamId, memberId }, audit }) => {
    const scope = { ctx, tx };
    await lockTeams(scope);
    await requireTeam(scope, teamId);
    const found = await find(scope, teamId, memberId);
    if (!found) throw new NotFound("This person is not in the team any more.");
    await guarded(scope, [teamId], [memberId], async () => {
      await tx.delete(teamMembers).where(within(ctx, teamMembers, eq(teamMembers.id, found.id)));
    });
    audit({
      action: "team.person_removed",
      resource: { type: "team", id: teamId },
      before: { person: await personName(scope, memberId), memberId, role: found.role },
    });
    return { teamId, memberId, role: found.role };
  },
});

/** Says who leads a team. It says so, and gives nothing. */
export const setTeamLead = defineCommand({
  name: "team.set_lead",
  permission: "team:update",
  input: teamPersonWithRole,
  run: async ({ ctx, tx, input: { teamId, memberId, role }, audit }) => {
    const scope = { ctx, tx };
    await requireTeam(scope, teamId);
    const found = await find(scope, teamId, memberId);
    if (!found) throw new NotFound("This person is not in the team any more.");
    if (found.role === role) {
      audit.nothing("it is so already");
      return { teamId, memberId, role };
    }
    await tx
      .update(teamMembers)
      .set({ role, updatedBy: ctx.member?.id ?? null })
      .where(within(ctx, teamMembers, eq(teamMembers.id, found.id)));
    const person = await personName(scope, memberId);
    audit({
      action: "team.lead_changed",
      resource: { type: "team", id: teamId },
      before: { person, role: found.role },
      after: { person, role },
    });
    return { teamId, memberId, role };
  },
});

async function find({ ctx, tx }: Scope, teamId: string, memberId: string) {
  const [row] = await tx
    .select({ id: teamMembers.id, role: teamMembers.role })
    .from(teamMembers)
    .where(within(ctx, teamMembers, eq(teamMembers.teamId, teamId), eq(teamMembers.memberId, memberId)))
    .for("update");
  return row;
}

/** Null for who is not there, or was removed from the workspace. */
async function personName({ ctx, tx }: Scope, memberId: string): Promise<string | null> {
  const [person] = await tx
    .select({ name: members.displayName, status: members.status })
    .from(members)
    .where(within(ctx, members, eq(members.id, memberId)))
    .for("key share");
  return person && person.status !== "removed" ? person.name : null;
}
