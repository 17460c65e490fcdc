import { and, eq, isNotNull, isNull, sql } from "drizzle-orm";
import type { ControlTx } from "@/db/control";
import { placements, sessions, supportSessions, tenantErasures, tenants } from "@/db/schema/control";
import { Conflict, NotFound } from "@/lib/kernel/errors";
import { type EndedBy, endSupportBySystem } from "../support";
import type { Happening } from "./happening";

/** So many days a deleted workspace can be brought back. Then the purge erases it. */
export const KEPT_DAYS = 30;

/** Until when a deleted workspace can be brought back, by the database's clock. */
export const keptUntil = sql`${tenants.deletedAt} + make_interval(days => ${KEPT_DAYS})`.mapWith(
  tenants.createdAt,
);

type Deleted = Happening & { name: string; until: Date };

/**
 * Deletes a workspace softly: from the next request on it is gone for everybody, its sessions end, and nothing of it is lost for
 * 30 days. Its name stays taken. The caller writes what it answers into the logs.
 * @throws NotFound when it is not there, or deleted already
 */
export async function deleteTenant(
  tx: ControlTx,
  { tenantId, by }: { tenantId: string; by: EndedBy },
): Promise<Deleted> {
  const [deleted] = await tx
    .update(tenants)
    .set({ deletedAt: sql`now()` as never, deletedBy: by.userId ?? null })
    .where(and(eq(tenants.id, tenantId), isNull(tenants.deletedAt)))
    .returning({ name: tenants.name, slug: tenants.slug, until: keptUntil });
  if (!deleted) throw new NotFound("There is no such workspace, or it was deleted already.");
  await endSupportBySystem(tx, eq(supportSessions.tenantId, tenantId), by);
  await tx.delete(sessions).where(eq(sessions.tenantId, tenantId));
  const { name, slug, until } = deleted;
  return { name, until, ...happening(tenantId, "deleted", { after: { name, slug, keptUntil: until } }) };
}

/**
 * Brings a deleted workspace back as it was; people sign in again.
 * @throws NotFound when none is deleted under this id; Conflict once its 30 days are over or its erasure has begun
 */
export async function restoreTenant(
  tx: ControlTx,
  tenantId: string,
): Promise<Happening & { name: string; slug: string }> {
  const [tenant] = await tx
    .select({ name: tenants.name, slug: tenants.slug, isOver: sql<boolean>`${keptUntil} <= now()` })
    .from(tenants)
    .where(and(eq(tenants.id, tenantId), isNotNull(tenants.deletedAt)))
    .for("update");
  if (!tenant) throw new NotFound("There is no deleted workspace of this name.");
  const { name, slug } = tenant;
  const { tenantId: erased, erasedAt } = tenantErasures;
  if ((await tx.$count(tenantErasures, and(eq(erased, tenantId), isNull(erasedAt)))) > 0)
    throw new Conflict(`${name} is being erased: it cannot be brought back.`);
  if (tenant.isOver)
    throw new Conflict(`${name} was deleted more than ${KEPT_DAYS} days ago: it cannot be brought back.`);
  await tx.update(tenants).set({ deletedAt: null, deletedBy: null }).where(eq(tenants.id, tenantId));
  return { name, slug, ...happening(tenantId, "restored", { after: { name, slug } }) };
}

function happening(
  tenantId: string,
  what: "deleted" | "restored",
  changes: { after: Record<string, unknown> },
): Happening {
  return {
    platform: { action: `tenant.${what}`, resource: { type: "tenant", id: tenantId }, ...changes },
    own: { tenantId, action: `workspace.${what}`, resource: { type: "workspace" }, ...changes },
  };
}

/** Any tenant by its subdomain or id, for operators: deleted ones too. @throws NotFound */
export async function anyTenant(tx: ControlTx, slugOrId: string) {
  const byId = /^[0-9a-f-]{36}$/.test(slugOrId) ? eq(tenants.id, slugOrId) : eq(tenants.slug, slugOrId);
  const [tenant] = await tx
    .select({
      id: tenants.id,
      slug: tenants.slug,
      name: tenants.name,
      status: tenants.status,
      statusReason: tenants.statusReason,
      trialEndsAt: tenants.trialEndsAt,
      isolationLevel: tenants.isolationLevel,
      deletedAt: tenants.deletedAt,
      keptUntil,
      state: placements.state,
    })
    .from(tenants)
    .leftJoin(placements, eq(placements.tenantId, tenants.id))
    .where(byId);
  if (tenant) return tenant;
  throw new NotFound(
    `There is no workspace named ${slugOrId}. \`npm run tenantry -- tenant list\` shows all.`,
  );
}
