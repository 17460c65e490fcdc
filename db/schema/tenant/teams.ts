import { sql } from "drizzle-orm";
import { boolean, check, integer, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { authors, id, moment, tenantId, timestamps } from "../../columns";
import { tenantKey, within } from "./keys";
import { members } from "./members";

export const teamMemberRoles = ["lead", "member"] as const;

/** A team, which may stand inside another one: who is in it belongs to the teams above it, too. */
export const teams = pgTable(
  "teams",
  {
    tenantId: tenantId(),
    id: id(),
    name: text("name").notNull(),
    slug: text("slug").notNull(),
    description: text("description"),
    ownerId: uuid("owner_id"),
    parentTeamId: uuid("parent_team_id"),
    /** Its place among the teams of the same parent. */
    position: integer("position").notNull().default(0),
    settings: jsonb("settings").$type<Record<string, unknown>>().notNull().default({}),
    isActive: boolean("is_active").notNull().default(true),
    version: integer("version").notNull().default(1),
    ...timestamps(),
    ...authors(),
  },
  (t) => [
    tenantKey(t),
    ...within("teams", t, t.ownerId, members),
    ...within("teams", t, t.parentTeamId, t),
    uniqueIndex("teams_slug_key").on(t.tenantId, t.slug),
    check("teams_parent_check", sql`${t.parentTeamId} <> ${t.id}`),
  ],
);

/** Every team above another, however far: ancestry flattened on write, so that reading it is one join. */
export const teamClosure = pgTable(
  "team_closure",
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
    ...within("team_closure", t, t.ancestorId, teams),
    ...within("team_closure", t, t.descendantId, teams),
    uniqueIndex("team_closure_key").on(t.tenantId, t.descendantId, t.ancestorId),
    check("team_closure_depth_check", sql`${t.depth} > 0`),
  ],
);

/** A member in a team. What `role` says is who leads; what the members may do comes from `team_roles`. */
export const teamMembers = pgTable(
  "team_members",
  {
    tenantId: tenantId(),
    id: id(),
    teamId: uuid("team_id").notNull(),
    memberId: uuid("member_id").notNull(),
    role: text("role", { enum: teamMemberRoles }).notNull().default("member"),
    joinedAt: moment("joined_at").notNull().defaultNow(),
    ...timestamps(),
    ...authors(),
  },
  (t) => [
    tenantKey(t),
    ...within("team_members", t, t.teamId, teams),
    ...within("team_members", t, t.memberId, members),
    uniqueIndex("team_members_key").on(t.tenantId, t.teamId, t.memberId),
    check("team_members_role_check", sql`${t.role} in ('lead', 'member')`),
  ],
);
