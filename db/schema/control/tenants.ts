import { sql } from "drizzle-orm";
import { boolean, check, index, integer, jsonb, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { id, moment, timestamps } from "../../columns";
import { control, users } from "./identity";

export type TenantSettings = { zone: string; currency: string; locale: string };
export type TenantBranding = { logo?: string; accent?: string };

export const tenantStatuses = ["trial", "active", "past_due", "suspended", "churned"] as const;
export const isolationLevels = ["shared", "schema", "database"] as const;
export const supportModes = ["none", "read", "write"] as const;

/** A company that uses the product. Its slug is its subdomain. */
export const tenants = control.table(
  "tenants",
  {
    id: id().primaryKey(),
    slug: text("slug").notNull(),
    name: text("name").notNull(),
    clerkOrganizationId: text("clerk_organization_id"),
    status: text("status", { enum: tenantStatuses }).notNull().default("trial"),
    isolationLevel: text("isolation_level", { enum: isolationLevels }).notNull().default("shared"),
    plan: text("plan").notNull().default("starter"),
    trialEndsAt: moment("trial_ends_at"),
    quotaLimits: jsonb("quota_limits").$type<Record<string, number>>().notNull().default({}),
    features: jsonb("features").$type<Record<string, boolean>>().notNull().default({}),
    settings: jsonb("settings").$type<TenantSettings>().notNull(),
    branding: jsonb("branding").$type<TenantBranding>().notNull().default({}),
    dataRetentionDays: integer("data_retention_days").notNull().default(2555),
    autoDeleteAfterDays: integer("auto_delete_after_days"),
    /** How far the platform's support may go when it enters: it always asks for a reason and is announced. */
    supportAccess: text("support_access", { enum: supportModes }).notNull().default("read"),
    /** Why the status is what it is, as the workspace's people are told. */
    statusReason: text("status_reason"),
    deletedAt: moment("deleted_at"),
    deletedBy: uuid("deleted_by"),
    ...timestamps(),
  },
  (t) => [
    uniqueIndex("tenants_slug_key").on(t.slug),
    uniqueIndex("tenants_clerk_organization_id_key").on(t.clerkOrganizationId),
    check(
      "tenants_status_check",
      sql`${t.status} in ('trial', 'active', 'past_due', 'suspended', 'churned')`,
    ),
    check("tenants_isolation_level_check", sql`${t.isolationLevel} in ('shared', 'schema', 'database')`),
    check("tenants_support_access_check", sql`${t.supportAccess} in ('none', 'read', 'write')`),
    check("tenants_slug_check", sql`${t.slug} ~ '^[a-z0-9]([a-z0-9-]{1,61})[a-z0-9]$'`),
  ],
);

/** The index for sign-in and the workspace switcher. `memberId` is the member's row inside the tenant. */
export const memberships = control.table(
  "memberships",
  {
    id: id().primaryKey(),
    tenantId: uuid("tenant_id")
      .notNull()
      .references(() => tenants.id),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    memberId: uuid("member_id").notNull(),
    isPrimary: boolean("is_primary").notNull().default(false),
    status: text("status", { enum: ["active", "suspended", "removed"] })
      .notNull()
      .default("active"),
    permissionVersion: integer("permission_version").notNull().default(1),
    lastSeenAt: moment("last_seen_at"),
    ...timestamps(),
  },
  (t) => [
    uniqueIndex("memberships_user_tenant_key").on(t.userId, t.tenantId),
    index("memberships_tenant_id_idx").on(t.tenantId),
    check("memberships_status_check", sql`${t.status} in ('active', 'suspended', 'removed')`),
  ],
);

/** The catalogue of permissions, filled from code at every migration. */
export const permissions = control.table(
  "permissions",
  {
    name: text("name").primaryKey(),
    resource: text("resource").notNull(),
    action: text("action").notNull(),
    description: text("description").notNull(),
  },
  (t) => [check("permissions_name_check", sql`${t.name} = ${t.resource} || ':' || ${t.action}`)],
);
