import { asc, eq, inArray, isNull, sql } from "drizzle-orm";
import { teamClosure, teams } from "@/db/schema/tenant";
import type { TenantTx } from "@/db/tenant";
import { within } from "@/db/within";
import * as closure from "@/lib/access/closure";
import { Invalid, NotFound } from "@/lib/kernel/errors";
import { MOST_LEVELS } from "./schema";

export type Scope = { tx: TenantTx; ctx: { tenantId: string } };

/**
 * Holds all changes of teams in one tenant, one after the other, until the transaction ends: two moves that are each right alone could
 * close a circle together, and what a team gives is checked against who is in it.
 */
export async function lockTeams({ tx, ctx }: Scope): Promise<void> {
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended('teams of tenant_id ' || ${ctx.tenantId}::text, 0))`,
  );
}

/** The team. @throws NotFound when it is not there, or was deleted. */
export async function requireTeam({ tx, ctx }: Scope, id: string) {
  const [team] = await tx
    .select()
    .from(teams)
    .where(within(ctx, teams, eq(teams.id, id), eq(teams.isActive, true)));
  if (!team) throw new NotFound("This team does not exist, or it was deleted.");
  return team;
}

/** The team itself and those above it, the nearest first. */
export const upwards = (scope: Scope, id: string) => closure.upwards(scope, teamClosure, id);

/** The team itself and all below it. */
export const downwards = (scope: Scope, id: string) => closure.downwards(scope, teamClosure, id);

/**
 * Hangs a team with all below it under another parent, or under none. Call it under the lock.
 * @throws Invalid at `parentId` when the parent is below the team, or the tree would be deeper than 50 levels; NotFound for a parent
 * that is not there.
 */
export async function hang(
  scope: Scope,
  team: { id: string; name: string },
  parentId: string | null,
): Promise<void> {
  const below = await downwards(scope, team.id);
  const parent = parentId ? await requireTeam(scope, parentId) : null;
  if (parentId === team.id) refuse("A team cannot stand inside itself.");
  if (parent && below.some(({ id }) => id === parentId))
    refuse(`${parent.name} stands inside ${team.name} itself, so ${team.name} cannot move into it.`);
  const above = parentId ? await upwards(scope, parentId) : [];
  const deepest = Math.max(...below.map(({ depth }) => depth));
  if (above.length + 1 + deepest > MOST_LEVELS)
    refuse(`Teams stand at most ${MOST_LEVELS} deep inside each other. Choose a team further up.`);
  await closure.rehang(scope, teamClosure, below, above);
}

function refuse(message: string): never {
  throw new Invalid(message, { parentId: [message] });
}

/** The ids of a parent's teams in their order. */
export async function siblings({ tx, ctx }: Scope, parentId: string | null): Promise<string[]> {
  const parent = parentId ? eq(teams.parentTeamId, parentId) : isNull(teams.parentTeamId);
  const rows = await tx
    .select({ id: teams.id })
    .from(teams)
    .where(within(ctx, teams, parent, eq(teams.isActive, true)))
    .orderBy(asc(teams.position), asc(teams.name), asc(teams.id));
  return rows.map(({ id }) => id);
}

/** Numbers teams of one parent in this order. */
export async function number({ tx, ctx }: Scope, ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  const order = sql`array_position(array[${sql.join(
    ids.map((id) => sql`${id}::uuid`),
    sql`, `,
  )}], ${teams.id}) - 1`;
  await tx
    .update(teams)
    .set({ position: order as never })
    .where(within(ctx, teams, inArray(teams.id, ids)));
}
