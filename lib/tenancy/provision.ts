import { eq } from "drizzle-orm";
import { newId } from "@/db/columns";
import { type ControlTx, controlDb, inControl } from "@/db/control";
import { memberships, placements, platformAuditLogs, tenants } from "@/db/schema/control";
import { auditLogs, pipelineStages, pipelines, roles } from "@/db/schema/tenant";
import { type TenantScope, type TenantTx, withTenant } from "@/db/tenant";
import { explainDatabaseError } from "@/lib/kernel/database-errors";
import { Conflict, Invalid } from "@/lib/kernel/errors";
import { type SystemRoleSlug, systemRoles } from "@/lib/rbac/roles";
import { insertMember, type NewMember } from "./members";
import { slugProblem } from "./slug";
import { defaultStages, type NewStage } from "./stages";

export type NewTenant = {
  slug: string;
  name: string;
  settings: { zone: string; currency: string; locale: string };
  /** Who owns it; a tenant made on the command line may get its owner later. */
  owner?: NewMember & { userId: string };
  stages?: NewStage[];
};

export type ProvisionedTenant = TenantScope & { slug: string };

const TRIAL_DAYS = 14;

const SLUG_TAKEN = "This name is taken. Choose another one.";

/** The `constraints` of a verb that calls `recordTenant`. */
export const slugTaken = { tenants_slug_key: { field: "slug", message: SLUG_TAKEN } };

/** Creates a tenant for the system (command line, demo, tests), audited in the platform's log. */
export async function createTenant(input: NewTenant, reason: string): Promise<ProvisionedTenant> {
  const inside = await provisionInside(input);
  return explainDatabaseError(slugTaken, () =>
    inControl("read write", async (tx) => {
      const tenant = await recordTenant(tx, input, inside);
      await tx.insert(platformAuditLogs).values({
        tenantId: tenant.tenantId,
        actorReason: reason,
        action: "tenant.created",
        resourceType: "tenant",
        resourceId: tenant.tenantId,
        changes: { after: { slug: input.slug, name: input.name } },
      });
      return tenant;
    }),
  );
}

export type Inside = { scope: TenantScope; ownerId: string | null };

/**
 * First step of a new tenant: its rows inside, in a transaction of their own (never inside another one: two connections at once
 * for each sign-up could use up the pool and wait for each other). Until `recordTenant` they belong to an id that nobody can reach.
 * @throws Invalid for a slug that cannot be used, Conflict for one that is taken.
 */
export async function provisionInside(input: NewTenant): Promise<Inside> {
  const problem = slugProblem(input.slug);
  if (problem) throw new Invalid(problem, { slug: [problem] });
  const taken = await controlDb()
    .select({ id: tenants.id })
    .from(tenants)
    .where(eq(tenants.slug, input.slug));
  if (taken.length > 0) throw new Conflict(SLUG_TAKEN, undefined, { slug: [SLUG_TAKEN] });
  const scope = { tenantId: newId(), placement: { isolationLevel: "shared", schemaName: "shared" } };
  const ownerId = await withTenant(scope, "read write", (tx) => fillTenant(tx, scope.tenantId, input));
  return { scope, ownerId };
}

/** Second step: the tenant in the control plane. The unique key `tenants_slug_key` decides between two at once. */
export async function recordTenant(
  tx: ControlTx,
  input: NewTenant,
  { scope, ownerId }: Inside,
): Promise<ProvisionedTenant> {
  const { tenantId, placement } = scope;
  await tx.insert(tenants).values({
    id: tenantId,
    slug: input.slug,
    name: input.name,
    settings: input.settings,
    trialEndsAt: new Date(Date.now() + TRIAL_DAYS * 24 * 60 * 60 * 1000),
  });
  await tx
    .insert(placements)
    .values({ tenantId, isolationLevel: "shared", schemaName: placement.schemaName, state: "ready" });
  if (input.owner && ownerId) {
    await tx.insert(memberships).values({ tenantId, userId: input.owner.userId, memberId: ownerId });
  }
  return { ...scope, slug: input.slug };
}

async function fillTenant(tx: TenantTx, tenantId: string, input: NewTenant): Promise<string | null> {
  await tx.insert(roles).values(
    Object.values(systemRoles).map(({ slug, name, description }, index) => ({
      tenantId,
      slug,
      name,
      description,
      isSystem: true,
      hierarchyLevel: index,
    })),
  );
  const pipelineId = newId();
  await tx.insert(pipelines).values({ tenantId, id: pipelineId, name: "Sales", isDefault: true });
  await tx.insert(pipelineStages).values(
    (input.stages ?? defaultStages).map((stage, position) => ({
      ...stage,
      tenantId,
      pipelineId,
      position,
    })),
  );
  const owner: SystemRoleSlug = "owner";
  const ownerId = input.owner ? await insertMember(tx, tenantId, input.owner, owner) : null;
  await tx.insert(auditLogs).values({
    tenantId,
    actorMemberId: ownerId,
    actorReason: ownerId ? null : "provisioning",
    action: "workspace.created",
    resourceType: "workspace",
    changes: { after: { slug: input.slug, name: input.name } },
  });
  return ownerId;
}
