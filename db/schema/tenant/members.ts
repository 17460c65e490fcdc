import { sql } from "drizzle-orm";
import { boolean, check, index, integer, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { id, moment, tenantId, timestamps } from "../../columns";
import { tenantKey, within } from "./keys";

export const memberStatuses = ["active", "suspended", "removed"] as const;

/** A person inside one tenant. `userId` is null for a person on record who cannot sign in (an imported sales agent). */
export const members = pgTable(
  "members",
  {
    tenantId: tenantId(),
    id: id(),
    userId: uuid("user_id"),
    email: text("email"),
    emailLc: text("email_lc"),
    displayName: text("display_name").notNull(),
    title: text("title"),
    phone: text("phone"),
    status: text("status", { enum: memberStatuses }).notNull().default("active"),
    joinedAt: moment("joined_at").notNull().defaultNow(),
    ...timestamps(),
  },
  (t) => [
    tenantKey(t),
    uniqueIndex("members_user_id_key").on(t.tenantId, t.userId),
    uniqueIndex("members_email_lc_key").on(t.tenantId, t.emailLc),
    index("members_display_name_idx").on(t.tenantId, t.displayName, t.id),
    index("members_joined_at_idx").on(t.tenantId, t.joinedAt, t.id),
    check("members_status_check", sql`${t.status} in ('active', 'suspended', 'removed')`),
  ],
);

/** A role of one tenant. What a system role may do comes from code (`lib/rbac/roles.ts`), so that it never lags behind the catalogue. */
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
    hierarchyLevel: integer("hierarchy_level").notNull().default(0),
    ...timestamps(),
  },
  (t) => [tenantKey(t), uniqueIndex("roles_slug_key").on(t.tenantId, t.slug)],
);

export const memberRoles = pgTable(
  "member_roles",
  {
    tenantId: tenantId(),
    id: id(),
    memberId: uuid("member_id").notNull(),
    roleId: uuid("role_id").notNull(),
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
    uniqueIndex("member_roles_open_key").on(t.tenantId, t.memberId, t.roleId).where(sql`revoked_at is null`),
  ],
);
