import { asc, desc, eq } from "drizzle-orm";
import { z } from "zod";
import { roles, teams } from "@/db/schema/tenant";
import { within } from "@/db/within";
import { defineQuery } from "@/lib/kernel";

const MOST = 500;

/** The roles and the teams that there are to give, system roles first. */
export const listGifts = defineQuery({
  name: "member.list_gifts",
  permission: "member:read",
  input: z.void(),
  run: async ({ ctx, tx }) => ({
    roles: await tx
      .select({ id: roles.id, slug: roles.slug, name: roles.name, description: roles.description })
      .from(roles)
      .where(within(ctx, roles, eq(roles.isActive, true)))
      .orderBy(desc(roles.isSystem), desc(roles.hierarchyLevel), asc(roles.name))
      .limit(MOST),
    teams: await tx
      .select({ id: teams.id, name: teams.name })
      .from(teams)
      .where(within(ctx, teams, eq(teams.isActive, true)))
      .orderBy(asc(teams.name), asc(teams.id))
      .limit(MOST),
  }),
});

export type Gifts = Awaited<ReturnType<typeof listGifts>>;
