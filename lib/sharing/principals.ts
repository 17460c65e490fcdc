import { and, asc, eq, ilike, or, type SQL, sql } from "drizzle-orm";
import { members, roles, teams } from "@/db/schema/tenant";
import type { TenantTx } from "@/db/tenant";
import { within } from "@/db/within";
import { type Context, defineQuery } from "@/lib/kernel";
import { type Choice, pickInput, toChoice } from "@/lib/records/pick";
import type { PrincipalKind } from "./names";

export type To = { kind: PrincipalKind; id: string };

const PEOPLE = 12;
const GROUPS = 4;

/** Whom a record can be shared with: active people, and what teams and roles this person may see. Their ids say their kind. */
export const searchPrincipals = defineQuery({
  name: "sharing.principals",
  permission: "member:read",
  input: pickInput.pick({ q: true }),
  run: async ({ ctx, tx, input: { q } }): Promise<Choice[]> => {
    const words = `%${q.trim().replace(/[\\%_]/g, "\\$&")}%`;
    const [people, inTeams, withRoles] = await Promise.all([
      findPeople(ctx, tx, words),
      ctx.can("team:read") ? findTeams(ctx, tx, words) : [],
      ctx.can("role:read") ? findRoles(ctx, tx, words) : [],
    ]);
    return [...people, ...inTeams, ...withRoles].map(toChoice);
  },
});

const choiceId = (kind: PrincipalKind, id: SQL) => sql<string>`${`${kind}/`} || ${id}`;

const findPeople = (ctx: Context, tx: TenantTx, words: string) =>
  tx
    .select({
      id: choiceId("member", sql`${members.id}`),
      label: members.displayName,
      hint: sql<string | null>`coalesce(${members.title}, ${members.email})`,
    })
    .from(members)
    .where(
      within(
        ctx,
        members,
        eq(members.status, "active"),
        or(ilike(members.displayName, words), ilike(members.email, words)),
        ctx.member ? sql`${members.id} <> ${ctx.member.id}` : undefined,
      ),
    )
    .orderBy(asc(members.displayName), asc(members.id))
    .limit(PEOPLE);

const findTeams = (ctx: Context, tx: TenantTx, words: string) =>
  tx
    .select({ id: choiceId("team", sql`${teams.id}`), label: teams.name, hint: sql<string>`'Team'` })
    .from(teams)
    .where(within(ctx, teams, eq(teams.isActive, true), ilike(teams.name, words)))
    .orderBy(asc(teams.name), asc(teams.id))
    .limit(GROUPS);

const findRoles = (ctx: Context, tx: TenantTx, words: string) =>
  tx
    .select({
      id: choiceId("role", sql`${roles.id}`),
      label: roles.name,
      hint: sql<string>`'Everybody with this role'`,
    })
    .from(roles)
    .where(within(ctx, roles, eq(roles.isActive, true), ilike(roles.name, words)))
    .orderBy(asc(roles.name), asc(roles.id))
    .limit(GROUPS);

/** The name of somebody or something that can be given access now; null when the tenant has none such. */
export async function principalName(tx: TenantTx, ctx: Context, { kind, id }: To): Promise<string | null> {
  const [found] = await {
    member: () =>
      tx
        .select({ name: members.displayName })
        .from(members)
        .where(within(ctx, members, and(eq(members.id, id), eq(members.status, "active")))),
    team: () =>
      tx
        .select({ name: teams.name })
        .from(teams)
        .where(within(ctx, teams, and(eq(teams.id, id), eq(teams.isActive, true)))),
    role: () =>
      tx
        .select({ name: roles.name })
        .from(roles)
        .where(within(ctx, roles, and(eq(roles.id, id), eq(roles.isActive, true)))),
  }[kind]();
  return found?.name ?? null;
}
