import { boolean, index, integer, jsonb, pgSchema, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { id, moment, timestamps } from "../../columns";

export const control = pgSchema("control");

/** A person's identity. It crosses tenants; what they are inside one is a member. */
export const users = control.table(
  "users",
  {
    id: id().primaryKey(),
    name: text("name").notNull(),
    email: text("email").notNull(),
    emailVerified: boolean("email_verified").notNull().default(false),
    emailVerifiedAt: moment("email_verified_at"),
    firstName: text("first_name"),
    lastName: text("last_name"),
    image: text("image"),
    phone: text("phone"),
    clerkUserId: text("clerk_user_id"),
    isActive: boolean("is_active").notNull().default(true),
    twoFactorEnabled: boolean("two_factor_enabled").notNull().default(false),
    passwordChangedAt: moment("password_changed_at"),
    failedLoginAttempts: integer("failed_login_attempts").notNull().default(0),
    lockedUntil: moment("locked_until"),
    lastLoginAt: moment("last_login_at"),
    leadSource: text("lead_source"),
    utmSource: text("utm_source"),
    utmMedium: text("utm_medium"),
    utmCampaign: text("utm_campaign"),
    preferences: jsonb("preferences").$type<UserPreferences>().notNull().default({}),
    deletedAt: moment("deleted_at"),
    ...timestamps(),
  },
  (t) => [
    uniqueIndex("users_email_key").on(t.email),
    uniqueIndex("users_clerk_user_id_key").on(t.clerkUserId),
  ],
);

export type UserPreferences = {
  notifications?: boolean;
  newsletter?: boolean;
  locale?: string;
  zone?: string;
  theme?: "light" | "dark" | "system";
};

/** A password hash, or the link to an external login. */
export const accounts = control.table(
  "accounts",
  {
    id: id().primaryKey(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    accountId: text("account_id").notNull(),
    providerId: text("provider_id").notNull(),
    accessToken: text("access_token"),
    refreshToken: text("refresh_token"),
    idToken: text("id_token"),
    accessTokenExpiresAt: moment("access_token_expires_at"),
    refreshTokenExpiresAt: moment("refresh_token_expires_at"),
    scope: text("scope"),
    password: text("password"),
    ...timestamps(),
  },
  (t) => [
    index("accounts_user_id_idx").on(t.userId),
    uniqueIndex("accounts_provider_key").on(t.providerId, t.accountId),
  ],
);

/**
 * A session belongs to one host, and is worth nothing anywhere else: a tenant's, the operators' console (`isAdmin`), or the apex.
 * `supportSessionId` says that it is the platform's support that looks into the tenant.
 */
export const sessions = control.table(
  "sessions",
  {
    id: id().primaryKey(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    token: text("token").notNull(),
    tenantId: uuid("tenant_id"),
    isAdmin: boolean("is_admin").notNull().default(false),
    supportSessionId: uuid("support_session_id"),
    expiresAt: moment("expires_at").notNull(),
    ipAddress: text("ip_address"),
    userAgent: text("user_agent"),
    device: text("device"),
    place: text("place"),
    ...timestamps(),
  },
  (t) => [index("sessions_user_id_idx").on(t.userId), uniqueIndex("sessions_token_key").on(t.token)],
);

/** Single-use tokens: verification, reset, and the one-time code that opens another workspace. `value` is never the token itself. */
export const verifications = control.table(
  "verifications",
  {
    id: id().primaryKey(),
    identifier: text("identifier").notNull(),
    value: text("value").notNull(),
    expiresAt: moment("expires_at").notNull(),
    usedAt: moment("used_at"),
    ...timestamps(),
  },
  (t) => [index("verifications_identifier_idx").on(t.identifier)],
);

/** Counters of the rate limiter, shared by every application server. */
export const rateLimits = control.table("rate_limits", {
  key: text("key").primaryKey(),
  points: integer("points").notNull().default(0),
  expire: moment("expire"),
});
