import { sql } from "drizzle-orm";
import { boolean, check, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { authors, id, moment, tenantId, timestamps } from "../../columns";
import { tenantKey, within } from "./keys";
import { members } from "./members";
import { teams } from "./teams";

export const ruleEffects = ["allow", "deny"] as const;
export const ruleScopes = ["own", "team", "all"] as const;

/**
 * A role of one tenant. What a system role may do comes from code (`lib/rbac/roles.ts`), so that it never lags behind the catalogue;
 * a custom one has its rules in `role_permissions`, and those of its parent.
 */
export const roles = pgTable(
  "roles",
  {
    tenantId: tenantId(),
    id: id(),
    slug: text("slug").notNull(),
    name: text("name").notNull(),
    description: text("description"),
    isSystem: boolean("is_system").notNull().default(false),
    isActive: boolean("is_active").notNull().default(true),
    parentRoleId: uuid("parent_role_id"),
    hierarchyLevel: integer("hierarchy_level").notNull().default(0),
    version: integer("version").notNull().default(1),
    ...timestamps(),
    ...authors(),
  },
  (t) => [
    tenantKey(t),
    ...within("roles", t, t.parentRoleId, t),
    uniqueIndex("roles_slug_key").on(t.tenantId, t.slug),
    check("roles_parent_check", sql`${t.parentRoleId} <> ${t.id}`),
  ],
);

/** Every role above another, however far: ancestry flattened on write, so that reading it is one join. */
export const roleClosure = pgTable(
  "role_closure",
  {
    tenantId: tenantId(),
    id: id(),
    ancestorId: uuid("ancestor_id").notNull(),
    descendantId: uuid("descendant_id").notNull(),
    depth: integer("depth").notNull(),
    ...timestamps(),
  },
  (t) => [
    tenantKey(t),
    ...within("role_closure", t, t.ancestorId, roles),
    ...within("role_closure", t, t.descendantId, roles),
    uniqueIndex("role_closure_key").on(t.tenantId, t.descendantId, t.ancestorId),
    check("role_closure_depth_check", sql`${t.depth} > 0`),
  ],
);

/** One rule of a custom role. `conditions` is a condition of `lib/rbac`; `fields` are the fields it is about, all when null. */
export const rolePermissions = pgTable(
  "role_permissions",
  {
    tenantId: tenantId(),
    id: id(),
    roleId: uuid("role_id").notNull(),
    permission: text("permission").notNull(),
    effect: text("effect", { enum: ruleEffects }).notNull().default("allow"),
    scope: text("scope", { enum: ruleScopes }).notNull().default("all"),
    conditions: jsonb("conditions"),
    fields: text("fields").array(),
    ...timestamps(),
  },
  (t) => [
    tenantKey(t),
    ...within("role_permissions", t, t.roleId, roles),
    check("role_permissions_effect_check", sql`${t.effect} in ('allow', 'deny')`),
    check("role_permissions_scope_check", sql`${t.scope} in ('own', 'team', 'all')`),
  ],
);

/** A role that a member has, until a date or until it is revoked; with `teamId` only for the records of that team and those below it. */
export const memberRoles = pgTable(
  "member_roles",
  {
    tenantId: tenantId(),
    id: id(),
    memberId: uuid("member_id").notNull(),
    roleId: uuid("role_id").notNull(),
    teamId: uuid("team_id"),
    assignedBy: uuid("assigned_by"),
    assignedAt: moment("assigned_at").notNull().defaultNow(),
    expiresAt: moment("expires_at"),
    revokedAt: moment("revoked_at"),
    ...timestamps(),
  },
  (t) => [
    tenantKey(t),
    ...within("member_roles", t, t.memberId, members),
    ...within("member_roles", t, t.roleId, roles),
    ...within("member_roles", t, t.teamId, teams),
    uniqueIndex("member_roles_open_key").on(t.tenantId, t.memberId, t.roleId).where(sql`revoked_at is null`),
  ],
);

/** An exception for one member. Of those that apply, the highest `priority` decides, and deny decides a tie. */
export const memberPermissionOverrides = pgTable(
  "member_permission_overrides",
  {
    tenantId: tenantId(),
    id: id(),
    memberId: uuid("member_id").notNull(),
    permission: text("permission").notNull(),
    effect: text("effect", { enum: ruleEffects }).notNull(),
    priority: integer("priority").notNull().default(100),
    conditions: jsonb("conditions"),
    reason: text("reason").notNull(),
    expiresAt: moment("expires_at"),
    ...timestamps(),
    ...authors(),
  },
  (t) => [
    tenantKey(t),
    ...within("member_permission_overrides", t, t.memberId, members),
    index("member_permission_overrides_expires_at_idx")
      .on(t.tenantId, t.expiresAt)
      .where(sql`expires_at is not null`),
    check("member_permission_overrides_effect_check", sql`${t.effect} in ('allow', 'deny')`),
    check("member_permission_overrides_priority_check", sql`${t.priority} between 0 and 1000`),
  ],
);

/** A role that everybody in the team has, and everybody in the teams below it. */
export const teamRoles = pgTable(
  "team_roles",
  {
    tenantId: tenantId(),
    id: id(),
    teamId: uuid("team_id").notNull(),
    roleId: uuid("role_id").notNull(),
    assignedBy: uuid("assigned_by"),
    assignedAt: moment("assigned_at").notNull().defaultNow(),
    expiresAt: moment("expires_at"),
    ...timestamps(),
  },
  (t) => [
    tenantKey(t),
    ...within("team_roles", t, t.teamId, teams),
    ...within("team_roles", t, t.roleId, roles),
    uniqueIndex("team_roles_key").on(t.tenantId, t.teamId, t.roleId),
  ],
);
