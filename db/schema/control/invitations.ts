import { sql } from "drizzle-orm";
import { check, index, integer, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { id, moment, timestamps } from "../../columns";
import { control } from "./identity";
import { tenants } from "./tenants";

export const invitationStatuses = ["pending", "accepted", "revoked", "expired"] as const;

/** An invitation to a workspace. Whether a pending one has expired is judged by `expires_at` and the database's clock. */
export const invitations = control.table(
  "invitations",
  {
    id: id().primaryKey(),
    tenantId: uuid("tenant_id")
      .notNull()
      .references(() => tenants.id),
    email: text("email").notNull(),
    emailLc: text("email_lc").notNull(),
    roleIds: uuid("role_ids").array().notNull(),
    teamIds: uuid("team_ids").array().notNull(),
    message: text("message"),
    /** SHA-256 of the token, which stands in the mail alone. Sending again makes a new one. */
    tokenHash: text("token_hash").notNull(),
    status: text("status", { enum: invitationStatuses }).notNull().default("pending"),
    sentCount: integer("sent_count").notNull().default(1),
    sentAt: moment("sent_at").notNull().defaultNow(),
    expiresAt: moment("expires_at").notNull(),
    acceptedAt: moment("accepted_at"),
    /** The members, inside the tenant, who invited and who came of it. */
    invitedBy: uuid("invited_by"),
    acceptedMemberId: uuid("accepted_member_id"),
    ...timestamps(),
  },
  (t) => [
    uniqueIndex("invitations_token_hash_key").on(t.tokenHash),
    uniqueIndex("invitations_open_key").on(t.tenantId, t.emailLc).where(sql`status = 'pending'`),
    index("invitations_tenant_id_idx").on(t.tenantId, t.createdAt),
    check("invitations_status_check", sql`${t.status} in ('pending', 'accepted', 'revoked', 'expired')`),
  ],
);
