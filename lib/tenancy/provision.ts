import { and, eq } from "drizzle-orm";
import { newId } from "@/db/columns";
import { type ControlTx, controlDb, inControl } from "@/db/control";
import { databaseProblem } from "@/db/migrate/free-database";
import { preparePlace } from "@/db/migrate/place";
import { letIn } from "@/db/migrate/residents";
import { type Elsewhere, type IsolationLevel, placeFor } from "@/db/placement";
import { jobs, memberships, placementColumns, placements, tenants } from "@/db/schema/control";
import { pipelineStages, pipelines, roles } from "@/db/schema/tenant";
import { type TenantScope, type TenantTx, withTenant } from "@/db/tenant";
import { enqueue } from "@/lib/jobs/queue";
import { appendPlatformAudit, appendTenantAudit } from "@/lib/kernel/audit-chain";
import { explainDatabaseError } from "@/lib/kernel/database-errors";
import { Conflict, Invalid, LimitReached } from "@/lib/kernel/errors";
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
  /** `shared`, unless said otherwise. */
  isolationLevel?: IsolationLevel;
  /** For the level `database`: another server or name than the installation's own. */
  elsewhere?: Elsewhere;
};

export type ProvisionedTenant = TenantScope & { slug: string };

const TRIAL_DAYS = 14;

const SLUG_TAKEN = "This name is taken. Choose another one.";

/** The `constraints` of a verb that calls `reserveTenant`. */
export const slugTaken = { tenants_slug_key: { field: "slug", message: SLUG_TAKEN } };

/** More schemas than this in one database make every backend, dump and migration of it slow. */
export const MOST_SCHEMAS = 500;

/**
 * Creates a tenant for the system (command line, demo, tests), audited in the platform's log. Asked again for one whose creation was
 * killed, by the same owner, it goes on with that one.
 */
export async function createTenant(input: NewTenant, reason: string): Promise<ProvisionedTenant> {
  const begun = await unfinished(input);
  if (begun) return finishTenant(begun);
  await requireFreeDatabase(input);
  const { tenantId } = await explainDatabaseError(slugTaken, () =>
    inControl("read write", async (tx) => {
      const scope = await reserveTenant(tx, input, { mine: true });
      const entry = { action: "tenant.created", resourceType: "tenant", resourceId: scope.tenantId };
      const changes = { after: { slug: input.slug, name: input.name } };
      await appendPlatformAudit(tx, [{ ...entry, tenantId: scope.tenantId, actorReason: reason, changes }]);
      return scope;
    }),
  );
  return finishTenant(tenantId);
}

/** Before anything is begun, since a name that is taken for a place that cannot be would stay taken. @throws Invalid */
async function requireFreeDatabase({ isolationLevel, elsewhere }: NewTenant): Promise<void> {
  if (isolationLevel !== "database" || !elsewhere || Object.keys(elsewhere).length === 0) return;
  const problem = await databaseProblem(placeFor(newId(), "database", 1, elsewhere));
  if (problem) throw new Invalid(problem);
}

/** What the later steps need, kept in the job until they are done. */
type Plan = { owner?: NewTenant["owner"]; ownerId: string; stages?: NewStage[] };

/**
 * First step of a new tenant: its name is taken and its place chosen, in the transaction of whoever asks. The unique key
 * `tenants_slug_key` decides between two at once. The job that goes with it finishes what a kill interrupts.
 * @throws Invalid for a slug that cannot be used, Conflict for one that is taken, LimitReached when the database is full
 */
export async function reserveTenant(
  tx: ControlTx,
  input: NewTenant,
  { mine }: { mine: boolean },
): Promise<TenantScope> {
  const problem = slugProblem(input.slug);
  if (problem) throw new Invalid(problem, { slug: [problem] });
  const level = input.isolationLevel ?? "shared";
  if (level === "schema") await requireRoom(tx);
  const tenantId = newId();
  const placement = placeFor(tenantId, level, 1, input.elsewhere);
  const { slug, name, settings, owner, stages } = input;
  const trialEndsAt = new Date(Date.now() + TRIAL_DAYS * 24 * 60 * 60 * 1000);
  // The name first: of two at once, the second waits here, and has done nothing.
  await tx.insert(tenants).values({ id: tenantId, slug, name, settings, isolationLevel: level, trialEndsAt });
  await tx.insert(placements).values({ tenantId, ...placement });
  const plan: Plan = { owner, ownerId: newId(), stages };
  await enqueue(tx, { kind: "provision", key: tenantId, tenantId, payload: plan, mine });
  return { tenantId, placement };
}

/** @throws LimitReached when the database takes no further schema */
export async function requireRoom(tx: ControlTx): Promise<void> {
  const count = await tx.$count(placements, eq(placements.isolationLevel, "schema"));
  if (count >= MOST_SCHEMAS) {
    throw new LimitReached(
      `This database holds ${count} workspaces with a schema of their own, and takes ${MOST_SCHEMAS}: choose the level shared or database.`,
    );
  }
}

/**
 * The other steps: the place (database, schema, tables), the rows inside, the way in. Each is the same done twice, so that a kill
 * anywhere is mended by running it again. For a tenant that is ready it changes nothing.
 */
export async function finishTenant(tenantId: string): Promise<ProvisionedTenant> {
  const [found] = await controlDb()
    .select({ tenant: tenants, placement: placementColumns, state: placements.state, plan: jobs.payload })
    .from(tenants)
    .innerJoin(placements, eq(placements.tenantId, tenants.id))
    .leftJoin(jobs, and(eq(jobs.kind, "provision"), eq(jobs.key, tenantId)))
    .where(eq(tenants.id, tenantId));
  if (!found) throw new Error(`There is no tenant ${tenantId} to finish.`);
  const { tenant, placement, state } = found;
  const scope = { tenantId, placement };
  if (state === "ready") return { ...scope, slug: tenant.slug };
  const plan = found.plan as Plan;
  const { version } = await preparePlace(placement);
  await letIn(scope);
  await withTenant(scope, "read write", (tx) => fillTenant(tx, tenantId, tenant, plan));
  await inControl("read write", (tx) => open(tx, tenantId, plan, version));
  return { ...scope, slug: tenant.slug };
}

async function open(
  tx: ControlTx,
  tenantId: string,
  { owner, ownerId }: Plan,
  schemaVersion: string | null,
): Promise<void> {
  if (owner) {
    await tx
      .insert(memberships)
      .values({ tenantId, userId: owner.userId, memberId: ownerId })
      .onConflictDoNothing();
  }
  await tx.update(placements).set({ state: "ready", schemaVersion }).where(eq(placements.tenantId, tenantId));
  await tx
    .update(jobs)
    .set({ state: "done", finishedAt: new Date(), payload: {} })
    .where(and(eq(jobs.kind, "provision"), eq(jobs.key, tenantId)));
}

/** The tenant of this name and owner whose creation was begun and never finished. @throws Conflict when the name is another's */
async function unfinished({ slug, owner }: NewTenant): Promise<string | null> {
  const [taken] = await controlDb()
    .select({ id: tenants.id, state: placements.state, plan: jobs.payload })
    .from(tenants)
    .innerJoin(placements, eq(placements.tenantId, tenants.id))
    .leftJoin(jobs, and(eq(jobs.kind, "provision"), eq(jobs.tenantId, tenants.id)))
    .where(eq(tenants.slug, slug));
  if (!taken) return null;
  const sameOwner = (taken.plan as Plan | null)?.owner?.userId === owner?.userId;
  if (taken.state === "provisioning" && sameOwner) return taken.id;
  throw new Conflict(SLUG_TAKEN, undefined, { slug: [SLUG_TAKEN] });
}

async function fillTenant(
  tx: TenantTx,
  tenantId: string,
  tenant: { slug: string; name: string },
  { owner, ownerId, stages }: Plan,
): Promise<void> {
  const made = await tx
    .insert(roles)
    .values(
      Object.values(systemRoles).map(({ slug, name, description }, index) => ({
        tenantId,
        slug,
        name,
        description,
        isSystem: true,
        hierarchyLevel: index,
      })),
    )
    // Somebody was here before: it is filled, for this waits until they are done.
    .onConflictDoNothing()
    .returning({ id: roles.id });
  if (made.length === 0) return;
  const pipelineId = newId();
  await tx.insert(pipelines).values({ tenantId, id: pipelineId, name: "Sales", isDefault: true });
  await tx.insert(pipelineStages).values(
    (stages ?? defaultStages).map((stage, position) => ({
      ...stage,
      tenantId,
      pipelineId,
      position,
    })),
  );
  const role: SystemRoleSlug = "owner";
  if (owner) await insertMember(tx, tenantId, { ...owner, id: ownerId }, role);
  await appendTenantAudit(tx, tenantId, [
    {
      actorMemberId: owner ? ownerId : null,
      actorReason: owner ? null : "provisioning",
      action: "workspace.created",
      resourceType: "workspace",
      changes: { after: { slug: tenant.slug, name: tenant.name } },
    },
  ]);
}
