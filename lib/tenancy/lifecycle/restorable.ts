import { and, asc, eq, gt, isNotNull, isNull, sql } from "drizzle-orm";
import { controlDb } from "@/db/control";
import type { Placement } from "@/db/placement";
import { memberships, placementColumns, placements, tenantErasures, tenants } from "@/db/schema/control";
import { AppError } from "@/lib/kernel/errors";
import { loadMember } from "@/lib/kernel/member";
import { membershipColumns, type ResolvedMembership, type ResolvedTenant } from "@/lib/tenancy/resolve";
import { keptUntil } from "./deletion";

/** A deleted workspace that its owner can bring back, until then. */
export type Restorable = {
  id: string;
  slug: string;
  name: string;
  until: Date;
  settings: { locale: string; zone: string };
};

type Found = Restorable & {
  deletedBy: string | null;
  placement: Placement;
  standing: Pick<ResolvedTenant, "status" | "statusReason" | "features">;
  membership: ResolvedMembership;
};

/** The deleted workspaces that this person owned, and can bring back, by name. Enters each to see what they were there. */
export async function restorableBy(userId: string): Promise<Restorable[]> {
  const { tenantId, erasedAt } = tenantErasures;
  const { status, statusReason, features } = tenants;
  const found: Found[] = await controlDb()
    .select({
      id: tenants.id,
      slug: tenants.slug,
      name: tenants.name,
      settings: tenants.settings,
      until: keptUntil,
      deletedBy: tenants.deletedBy,
      placement: placementColumns,
      standing: { status, statusReason, features },
      membership: membershipColumns,
    })
    .from(tenants)
    .innerJoin(memberships, and(eq(memberships.tenantId, tenants.id), eq(memberships.userId, userId)))
    .innerJoin(placements, eq(placements.tenantId, tenants.id))
    .leftJoin(tenantErasures, and(eq(tenantId, tenants.id), isNull(erasedAt)))
    .where(
      and(
        isNotNull(tenants.deletedAt),
        gt(keptUntil, sql`now()`),
        isNull(tenantId),
        eq(memberships.status, "active"),
      ),
    )
    .orderBy(asc(tenants.name), asc(tenants.slug));
  const owned: Restorable[] = [];
  for (const { deletedBy, placement, standing, membership, ...tenant } of found)
    if (deletedBy === userId || (await isOwner({ id: tenant.id, placement, ...standing }, membership)))
      owned.push(tenant);
  return owned;
}

async function isOwner(
  tenant: Found["standing"] & { id: string; placement: Placement },
  membership: ResolvedMembership,
): Promise<boolean> {
  try {
    return (await loadMember(tenant, membership)).access.might("workspace:delete");
  } catch (error) {
    // No active member there, or its database cannot be reached now: then nobody can say so.
    if (error instanceof AppError) return false;
    throw error;
  }
}
