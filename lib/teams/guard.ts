import { inArray, isNull } from "drizzle-orm";
import { memberRoles, teamMembers } from "@/db/schema/tenant";
import { within } from "@/db/within";
import { assertMayGive } from "@/lib/access/escalation";
import type { Context } from "@/lib/kernel";
import { Forbidden } from "@/lib/kernel/errors";
import type { Loaded } from "@/lib/kernel/policy/assemble";
import { loadWhole } from "@/lib/kernel/policy/load";
import type { Policy, Rule } from "@/lib/rbac/policy";
import { downwards, type Scope, upwards } from "./tree";

type Guarded = Scope & { ctx: Context };
type Changed = { before: Policy; after: Policy; member: Loaded["member"] };

/**
 * Makes a change of teams, and refuses it when it gives anybody what the person who makes it does not have: a role, a role's further
 * reach, or the end of a denial; or when it closes something to an owner, which owners alone do. Call it under the lock of teams.
 * @throws Forbidden, which names what is lacking, or the owners
 */
export async function guarded<T>(
  scope: Guarded,
  teamIds: string[],
  memberIds: string[],
  change: () => Promise<T>,
): Promise<T> {
  const { tx, ctx } = scope;
  const people = [...new Set([...(await affectedBy(scope, teamIds)), ...memberIds])];
  const had = await loadWhole(tx, ctx, people);
  const outcome = await change();
  const has = await loadWhole(tx, ctx, people);
  const changed = people.flatMap((id) => {
    const [before, after] = [had.get(id), has.get(id)];
    return before && after ? [{ before: before.policy, after: after.policy, member: after.member }] : [];
  });
  const gained = changed.flatMap(({ before, after }) => gains(before, after));
  assertMayGive(ctx, [...new Map(gained.map((rule) => [fingerprint(rule), rule])).values()]);
  assertOwnersOpen(ctx, changed);
  return outcome;
}

/**
 * Through a team, too, nobody but an owner closes anything to an owner.
 * @throws Forbidden, which names the owners
 */
function assertOwnersOpen({ member: actor }: Context, changed: readonly Changed[]): void {
  if (!actor || actor.roles.includes("owner")) return;
  const closed = changed.filter(
    ({ before, after, member }) =>
      member.roles.some(({ slug }) => slug === "owner") &&
      growth(before, after).some(({ effect }) => effect === "deny"),
  );
  if (closed.length === 0) return;
  const names = closed.map(({ member }) => member.displayName).join(", ");
  throw new Forbidden(
    `This would close something to ${names}, who owns this workspace: only an owner may do that. Nothing was changed.`,
  );
}

/** Everybody in any of the teams, above and below, and who has a role for one of them alone. */
export async function affectedBy(scope: Scope, teamIds: string[]): Promise<string[]> {
  const { tx, ctx } = scope;
  const around = await Promise.all(teamIds.flatMap((id) => [upwards(scope, id), downwards(scope, id)]));
  const ids = [...new Set(around.flat().map(({ id }) => id))];
  const [inTeams, forTeams] = await Promise.all([
    tx
      .selectDistinct({ id: teamMembers.memberId })
      .from(teamMembers)
      .where(within(ctx, teamMembers, inArray(teamMembers.teamId, ids))),
    tx
      .selectDistinct({ id: memberRoles.memberId })
      .from(memberRoles)
      .where(within(ctx, memberRoles, inArray(memberRoles.teamId, ids), isNull(memberRoles.revokedAt))),
  ]);
  return [...new Set([...inTeams, ...forTeams].map(({ id }) => id))];
}

/**
 * What a member may do after a change and could not before, as rules that whoever makes the change must have: new ones, those that reach
 * further or last longer, and for a denial that ends, or reaches less far, what it denied.
 */
export function gains(before: Policy, after: Policy): Rule[] {
  const allows = growth(before, after).filter(({ effect }) => effect === "allow");
  const denials = growth(after, before).filter(({ effect }) => effect === "deny");
  return [...allows, ...denials.map((rule): Rule => ({ ...rule, effect: "allow" }))];
}

/** The rules of `more` that are not in `less`, or not as far and as long. */
function growth(less: Policy, more: Policy): Rule[] {
  const known = new Map(less.rules.map((rule) => [rule.key, rule]));
  const places = ({ member }: Policy) =>
    JSON.stringify([member.teamIds.toSorted(), member.roleIds.toSorted()]);
  const isMoved = places(less) !== places(more);
  return more.rules.filter((rule) => {
    const old = known.get(rule.key);
    return (
      !old ||
      reachesFurther(reach(less, old), reach(more, rule)) ||
      (old.expiresAt !== null && (rule.expiresAt === null || rule.expiresAt > old.expiresAt)) ||
      (isMoved && asksPlaces(rule))
    );
  });
}

/** What a condition asks of the member's teams and roles is answered otherwise once these have changed. */
const asksPlaces = ({ condition }: Rule): boolean =>
  /"member\.(teamIds|roleIds)"/.test(JSON.stringify(condition));

/** Whose records a rule reaches by teams; null when teams have no part in it. */
function reach({ teammates }: Policy, { scope, team }: Rule): readonly string[] | null {
  if (team) return scope === "team" ? team.memberIds.filter((id) => teammates.includes(id)) : team.memberIds;
  return scope === "team" ? teammates : null;
}

function reachesFurther(before: readonly string[] | null, after: readonly string[] | null): boolean {
  if (!before || !after) return false;
  const old = new Set(before);
  return after.some((id) => !old.has(id));
}

/** Two rules that ask the same of whoever gives them. */
const fingerprint = ({ permission, scope, team, condition, fields, recordId, expiresAt }: Rule): string =>
  JSON.stringify([permission, scope, team?.memberIds, condition, fields, recordId, expiresAt]);
