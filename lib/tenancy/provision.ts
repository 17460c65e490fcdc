import { newId } from "@/db/columns";
import { type ControlTx, controlDb } from "@/db/control";
import { memberships, placements, platformAuditLogs, tenants } from "@/db/schema/control";
import { auditLogs, pipelineStages, pipelines, roles } from "@/db/schema/tenant";
import { type TenantScope, type TenantTx, withTenant } from "@/db/tenant";
import { explainDatabaseError } from "@/lib/kernel/database-errors";
import { Invalid } from "@/lib/kernel/errors";
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

export const slugTaken = {
  tenants_slug_key: { field: "slug", message: "This name is taken. Choose another one." },
};

/** Creates a tenant for the system (command line, demo, tests), audited in the platform's log. */
export function createTenant(input: NewTenant, reason: string): Promise<ProvisionedTenant> {
  return explainDatabaseError(slugTaken, () =>
    controlDb().transaction(async (tx) => {
      const tenant = await provisionTenant(tx, input);
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

/**
 * Writes a tenant's rows in the control plane, through `tx`, and those inside the tenant, in a transaction of their own that
 * commits first: when `tx` then fails, what is left belongs to a tenant id that does not exist and is never reached.
 * @throws Invalid for a slug that cannot be used; the unique key `tenants_slug_key` decides between two at once.
 */
export async function provisionTenant(tx: ControlTx, input: NewTenant): Promise<ProvisionedTenant> {
  const problem = slugProblem(input.slug);
  if (problem) throw new Invalid(problem, { slug: [problem] });
  const tenantId = newId();
  const scope = { tenantId, placement: { isolationLevel: "shared", schemaName: "shared" } };
  await tx.insert(tenants).values({
    id: tenantId,
    slug: input.slug,
    name: input.name,
    settings: input.settings,
    trialEndsAt: new Date(Date.now() + TRIAL_DAYS * 24 * 60 * 60 * 1000),
  });
  await tx
    .insert(placements)
    .values({ tenantId, isolationLevel: "shared", schemaName: "shared", state: "ready" });
  const ownerId = await withTenant(scope, "read write", (inside) => fillTenant(inside, tenantId, input));
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
  await tx
    .insert(pipelineStages)
    .values(
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
