import { asc, desc, eq, inArray, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { z } from "zod";
import { roles } from "@/db/schema/tenant";
import { within } from "@/db/within";
import { namesIn } from "@/lib/access/names";
import { type Context, defineQuery } from "@/lib/kernel";
import { countHolders, grantsTo, peopleWith, teamsWith } from "./holders";
import { ownRules } from "./rules";
import { downwards, requireRole, type Scope, upwards } from "./tree";

/** Every role with its parent and how many people have it; the system's first, the widest of them first. */
export const listRoles = defineQuery({
  name: "role.list",
  permission: "role:read",
  input: z.object({}),
  run: async ({ ctx, tx }) => {
    const parents = alias(roles, "parents");
    const [rows, people] = await Promise.all([
      tx
        .select({
          id: roles.id,
          slug: roles.slug,
          name: roles.name,
          description: roles.description,
          isSystem: roles.isSystem,
          parent: parents.name,
        })
        .from(roles)
        .leftJoin(parents, within(ctx, parents, eq(parents.id, roles.parentRoleId)))
        .where(within(ctx, roles, eq(roles.isActive, true)))
        .orderBy(desc(roles.isSystem), asc(roles.hierarchyLevel), asc(roles.name), asc(roles.id)),
      countHolders({ ctx, tx }),
    ]);
    return rows.map((row) => ({ ...row, people: people.get(row.id) ?? 0 }));
  },
});

const byId = z.object({ id: z.uuid() });

/** What a role says itself, and what comes from the roles above it, the nearest first. @throws NotFound */
export const getRole = defineQuery({
  name: "role.get",
  permission: "role:read",
  input: byId,
  run: ({ ctx, tx, input: { id } }) => readRole({ ctx, tx }, id),
});

async function readRole(scope: Scope & { ctx: Context }, id: string) {
  const { tx, ctx } = scope;
  const { slug, name, description, isSystem, parentRoleId, version } = await requireRole(scope, id);
  const line = (await upwards(scope, id)).map((placed) => placed.id);
  const [rules, rows] = await Promise.all([
    ownRules(scope, line),
    tx
      .select({ id: roles.id, name: roles.name, isSystem: roles.isSystem })
      .from(roles)
      .where(within(ctx, roles, inArray(roles.id, line))),
  ]);
  const above = line.slice(1).flatMap((each) => {
    const role = rows.find((row) => row.id === each);
    return role ? [{ ...role, rules: rules.get(each) ?? [] }] : [];
  });
  const names = await namesIn(tx, ctx, [...rules.values()]);
  return {
    names: Object.fromEntries(names),
    id,
    slug,
    name,
    description,
    isSystem,
    parentRoleId,
    version,
    rules: rules.get(id) ?? [],
    above,
  };
}

/** Who has a role, what teams give it, which roles inherit from it, and how many records are shared with it. @throws NotFound */
export const getRoleUse = defineQuery({
  name: "role.use",
  permission: "role:read",
  input: byId,
  run: async ({ ctx, tx, input: { id } }) => {
    const scope = { ctx, tx };
    await requireRole(scope, id);
    const [holders, teams, grants, below] = await Promise.all([
      peopleWith(scope, id),
      teamsWith(scope, id),
      grantsTo(scope, id),
      downwards(scope, id),
    ]);
    const heirs = await tx
      .select({ id: roles.id, name: roles.name })
      .from(roles)
      .where(
        within(
          ctx,
          roles,
          inArray(
            roles.id,
            below.map((placed) => placed.id),
          ),
          sql`${roles.id} <> ${id}`,
        ),
      )
      .orderBy(asc(roles.name), asc(roles.id));
    return { ...holders, teams, grants, heirs };
  },
});

/** Two roles with all that they say and inherit, to be laid side by side. @throws NotFound */
export const compareRoles = defineQuery({
  name: "role.compare",
  permission: "role:read",
  input: z.object({ left: z.uuid(), right: z.uuid() }),
  run: async ({ ctx, tx, input: { left, right } }) => ({
    left: await readRole({ ctx, tx }, left),
    right: await readRole({ ctx, tx }, right),
  }),
});
