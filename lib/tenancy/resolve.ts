import { and, eq, gt, isNull, or, sql } from "drizzle-orm";
import { type ControlTx, controlDb } from "@/db/control";
import type { Placement } from "@/db/placement";
import {
  memberships,
  operators,
  placementColumns,
  placements,
  sessions,
  supportSessions,
  tenants,
  users,
} from "@/db/schema/control";
import type { Credential } from "@/lib/auth/types";

/** A tenant as the kernel needs it. */
export type ResolvedTenant = {
  id: string;
  slug: string;
  name: string;
  status: (typeof tenants.$inferSelect)["status"];
  /** Why, as its people are told. */
  statusReason: string | null;
  trialEndsAt: Date | null;
  plan: string;
  settings: (typeof tenants.$inferSelect)["settings"];
  /** What the plan says no to is false. */
  features: Readonly<Record<string, boolean>>;
  /** Whether the platform's support is inside, now. */
  isVisited: boolean;
  placement: Placement;
};

export type ResolvedUser = { id: string; name: string; email: string; sessionId: string };
export type ResolvedMembership = {
  memberId: string;
  status: (typeof memberships.$inferSelect)["status"];
  permissionVersion: number;
  /** A change of who may do what is under way in the tenant: nothing that is remembered of it counts. */
  isChanging: boolean;
  lastSeenAt: Date | null;
};

/** The platform's support inside a tenant, while it lasts. */
export type ResolvedSupport = { id: string; reason: string; mode: "read" | "write"; expiresAt: Date };

const tenantColumns = {
  id: tenants.id,
  slug: tenants.slug,
  name: tenants.name,
  status: tenants.status,
  statusReason: tenants.statusReason,
  trialEndsAt: tenants.trialEndsAt,
  plan: tenants.plan,
  settings: tenants.settings,
  features: tenants.features,
  isVisited: sql<boolean>`exists (select from control.support_sessions visit
    where visit.tenant_id = ${tenants.id} and visit.ended_at is null and visit.expires_at > now())`,
};

export const membershipColumns = {
  memberId: memberships.memberId,
  status: memberships.status,
  permissionVersion: memberships.permissionVersion,
  isChanging: sql<boolean>`exists (select from control.permission_changes change
    where change.tenant_id = ${memberships.tenantId})`,
  lastSeenAt: memberships.lastSeenAt,
};

const isThere = and(isNull(tenants.deletedAt), eq(placements.state, "ready"));

/** Built once for a database: every request runs it. */
let resolving: { db: ControlTx; query: ReturnType<typeof prepareResolving> } | undefined;

const prepareResolving = (db: ControlTx) =>
  db
    .select({
      tenant: tenantColumns,
      placement: placementColumns,
      user: { id: users.id, name: users.name, email: users.email },
      session: { id: sessions.id, supportSessionId: sessions.supportSessionId },
      support: {
        id: supportSessions.id,
        reason: supportSessions.reason,
        mode: supportSessions.mode,
        expiresAt: supportSessions.expiresAt,
      },
      operator: { id: operators.userId },
      membership: membershipColumns,
    })
    .from(tenants)
    .innerJoin(placements, eq(placements.tenantId, tenants.id))
    .leftJoin(
      sessions,
      and(
        eq(sessions.token, sql.placeholder("token")),
        eq(sessions.tenantId, tenants.id),
        gt(sessions.expiresAt, sql`now()`),
      ),
    )
    .leftJoin(users, and(eq(users.id, sessions.userId), eq(users.isActive, true), isNull(users.deletedAt)))
    .leftJoin(
      memberships,
      and(
        eq(memberships.userId, users.id),
        eq(memberships.tenantId, tenants.id),
        isNull(sessions.supportSessionId),
      ),
    )
    .leftJoin(
      supportSessions,
      and(
        eq(supportSessions.id, sessions.supportSessionId),
        eq(supportSessions.tenantId, tenants.id),
        eq(supportSessions.userId, users.id),
        isNull(supportSessions.endedAt),
        gt(supportSessions.expiresAt, sql`now()`),
      ),
    )
    .leftJoin(operators, and(eq(operators.userId, supportSessions.userId), isNull(operators.revokedAt)))
    .where(and(eq(tenants.slug, sql.placeholder("slug")), isThere))
    .limit(1)
    .prepare("resolve_tenant");

/**
 * Tenant, person and membership of a request, in one query. The person is given only when the session is of this very
 * tenant's host; the membership also of somebody who was suspended or removed. A session of the platform's support never has a membership, and
 * is nobody's from the moment that the support has ended, ran out, or its operator was revoked.
 */
export async function resolveTenant(
  slug: string,
  credential: Credential | null,
): Promise<{
  tenant: ResolvedTenant;
  user: ResolvedUser | null;
  membership: ResolvedMembership | null;
  support: ResolvedSupport | null;
} | null> {
  const token = credential?.kind === "session" ? credential.token : "";
  const db = controlDb();
  if (resolving?.db !== db) resolving = { db, query: prepareResolving(db) };
  const [row] = await resolving.query.execute({ slug, token });
  if (!row) return null;
  const { tenant, placement, user, session, membership, operator } = row;
  const support = operator && row.support;
  const isOver = session?.supportSessionId && !support;
  return {
    tenant: { ...tenant, placement },
    user: user && session && !isOver ? { ...user, sessionId: session.id } : null,
    membership,
    support,
  };
}

/** The person behind a session of the apex; null when the session belongs to a tenant's host, or to the operators' console. */
export async function resolveVisitor(credential: Credential | null): Promise<ResolvedUser | null> {
  if (credential?.kind !== "session") return null;
  const [row] = await controlDb()
    .select({ id: users.id, name: users.name, email: users.email, sessionId: sessions.id })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(
      and(
        eq(sessions.token, credential.token),
        isNull(sessions.tenantId),
        eq(sessions.isAdmin, false),
        gt(sessions.expiresAt, sql`now()`),
        eq(users.isActive, true),
        isNull(users.deletedAt),
      ),
    );
  return row ?? null;
}

/** A tenant by slug or id, for the system's own work. */
export async function findTenant(slugOrId: string): Promise<ResolvedTenant | null> {
  const byId = /^[0-9a-f-]{36}$/.test(slugOrId) ? eq(tenants.id, slugOrId) : undefined;
  const [row] = await controlDb()
    .select({ tenant: tenantColumns, placement: placementColumns })
    .from(tenants)
    .innerJoin(placements, eq(placements.tenantId, tenants.id))
    .where(and(or(eq(tenants.slug, slugOrId), byId), isThere));
  return row ? { ...row.tenant, placement: row.placement } : null;
}
