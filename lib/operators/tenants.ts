import { and, count, desc, eq, inArray, isNotNull, isNull, or, type SQL, sql } from "drizzle-orm";
import {
  auditAnchors,
  memberships,
  placementColumns,
  placementMoves,
  placements,
  supportSessions,
  tenants,
  users,
} from "@/db/schema/control";
import { defineOperatorQuery } from "@/lib/kernel";
import { NotFound } from "@/lib/kernel/errors";
import { keysetPage } from "@/lib/lists/page";
import { visitColumns } from "@/lib/tenancy/support";
import { named } from "./columns";
import { byId, tenantListInput } from "./schema";

/** The last entry of a tenant's own log that the platform has seen: `lastActiveAt` of a tenant. */
const lastEntry = and(eq(auditAnchors.tenantId, tenants.id), eq(auditAnchors.log, "tenant"));
const openMove = and(eq(placementMoves.tenantId, tenants.id), isNull(placementMoves.finishedAt));

const facts = {
  name: tenants.name,
  slug: tenants.slug,
  level: tenants.isolationLevel,
  plan: tenants.plan,
  status: tenants.status,
  deletedAt: tenants.deletedAt,
  createdAt: tenants.createdAt,
  placementState: placements.state,
  rowCount: placements.rowCount,
  byteCount: placements.byteCount,
  lastActiveAt: auditAnchors.updatedAt,
  /** What the move that runs is doing. */
  moveStep: placementMoves.step,
};

/** A page of the tenants, of which those in the bin are left out unless they are asked for. */
export const listTenants = defineOperatorQuery({
  name: "console.list_tenants",
  input: tenantListInput,
  run: ({ tx, input: state }) =>
    keysetPage(
      {
        tx,
        state,
        table: tenants,
        sorts: {
          name: tenants.name,
          slug: tenants.slug,
          rows: placements.rowCount,
          bytes: placements.byteCount,
          active: auditAnchors.updatedAt,
          created: tenants.createdAt,
        },
        fromOuterJoin: ["active"],
        query: (cursor) =>
          tx
            .select({ ...cursor, ...facts })
            .from(tenants)
            .innerJoin(placements, eq(placements.tenantId, tenants.id))
            .leftJoin(auditAnchors, lastEntry)
            .leftJoin(placementMoves, openMove)
            .$dynamic(),
      },
      and(
        state.q === "" ? undefined : named(state.q),
        state.filters.level && inArray(sql`${tenants.isolationLevel}`, state.filters.level),
        inStatus(state.filters.status),
      ),
    ),
});

function inStatus(statuses: string[] | undefined): SQL | undefined {
  if (!statuses) return isNull(tenants.deletedAt);
  const living = and(isNull(tenants.deletedAt), inArray(sql`${tenants.status}`, statuses));
  return statuses.includes("deleted") ? or(isNotNull(tenants.deletedAt), living) : living;
}

/** One tenant as its page in the console shows it: what it is, where it is, and how many people it has. */
export const getTenant = defineOperatorQuery({
  name: "console.get_tenant",
  input: byId,
  run: async ({ tx, input: { id } }) => {
    const [tenant] = await tx
      .select({
        ...facts,
        id: tenants.id,
        settings: tenants.settings,
        statusReason: tenants.statusReason,
        supportAccess: tenants.supportAccess,
        trialEndsAt: tenants.trialEndsAt,
        placement: placementColumns,
        measuredAt: placements.measuredAt,
        moveId: placementMoves.id,
      })
      .from(tenants)
      .innerJoin(placements, eq(placements.tenantId, tenants.id))
      .leftJoin(auditAnchors, lastEntry)
      .leftJoin(placementMoves, openMove)
      .where(eq(tenants.id, id));
    if (!tenant) throw new NotFound("There is no such tenant.");
    const [people] = await tx
      .select({ active: count() })
      .from(memberships)
      .where(and(eq(memberships.tenantId, id), eq(memberships.status, "active")));
    return { ...tenant, people: people?.active ?? 0 };
  },
});

/** The last visits of support to a tenant. */
export const listTenantSupport = defineOperatorQuery({
  name: "console.tenant_support",
  input: byId,
  run: ({ ctx, tx, input: { id } }) =>
    tx
      .select({
        ...visitColumns,
        /** Of whoever asks. */
        isMine: sql<boolean>`${eq(supportSessions.userId, ctx.user.id)}`,
      })
      .from(supportSessions)
      .innerJoin(users, eq(users.id, supportSessions.userId))
      .where(eq(supportSessions.tenantId, id))
      .orderBy(desc(supportSessions.createdAt))
      .limit(20),
});
