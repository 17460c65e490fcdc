import { sql } from "drizzle-orm";
import { check, index, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { authors, id, moment, tenantId, timestamps } from "../../columns";
import { tenantKey, within } from "./keys";
import { members } from "./members";
import { roles, ruleEffects } from "./roles";
import { teams } from "./teams";

export const sharedResources = ["company", "contact", "deal"] as const;

/** Access to one record for a member, a team or a role. `actions` are those of the catalogue: read, update, delete. */
export const resourceGrants = pgTable(
  "resource_grants",
  {
    tenantId: tenantId(),
    id: id(),
    memberId: uuid("member_id"),
    teamId: uuid("team_id"),
    roleId: uuid("role_id"),
    resourceType: text("resource_type", { enum: sharedResources }).notNull(),
    resourceId: uuid("resource_id").notNull(),
    actions: text("actions").array().notNull(),
    effect: text("effect", { enum: ruleEffects }).notNull().default("allow"),
    reason: text("reason"),
    expiresAt: moment("expires_at"),
    ...timestamps(),
    ...authors(),
  },
  (t) => [
    tenantKey(t),
    ...within("resource_grants", t, t.memberId, members),
    ...within("resource_grants", t, t.teamId, teams),
    ...within("resource_grants", t, t.roleId, roles),
    index("resource_grants_resource_idx").on(t.tenantId, t.resourceType, t.resourceId),
    index("resource_grants_expires_at_idx").on(t.tenantId, t.expiresAt).where(sql`expires_at is not null`),
    check("resource_grants_principal_check", sql`num_nonnulls(${t.memberId}, ${t.teamId}, ${t.roleId}) = 1`),
    check("resource_grants_resource_check", sql`${t.resourceType} in ('company', 'contact', 'deal')`),
    check("resource_grants_effect_check", sql`${t.effect} in ('allow', 'deny')`),
    check("resource_grants_actions_check", sql`cardinality(${t.actions}) > 0`),
  ],
);
