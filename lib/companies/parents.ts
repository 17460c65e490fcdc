import { sql } from "drizzle-orm";
import { companies } from "@/db/schema/tenant";
import type { TenantTx } from "@/db/tenant";
import { Invalid } from "@/lib/kernel/errors";

export const NO_PARENT = "This company does not exist, or it was deleted. Choose another one.";

type Above = { id: string; name: string; deleted: boolean };

/**
 * Holds all changes of parents in one tenant, one after the other, until the transaction ends: two that are each right alone
 * could close a circle together.
 */
async function lockParents(tx: TenantTx, tenantId: string): Promise<void> {
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended('companies.parent of tenant_id ' || ${tenantId}::text, 0))`,
  );
}

/**
 * Refuses a parent that is deleted, or that belongs to the company itself, directly or through others.
 * @throws Invalid at the field `parentCompanyId`
 */
export async function assertParent(
  { tx, ctx }: { tx: TenantTx; ctx: { tenantId: string } },
  company: { id: string; name: string } | null,
  parentId: string,
): Promise<void> {
  await lockParents(tx, ctx.tenantId);
  // `union` drops what it has seen, so that it ends even on a circle that is there already.
  const above = await tx.execute<Above>(sql`
    with recursive above as (
      select id, name, parent_company_id, deleted_at from ${companies}
      where tenant_id = ${ctx.tenantId} and id = ${parentId}
      union
      select c.id, c.name, c.parent_company_id, c.deleted_at from ${companies} c
      join above on c.id = above.parent_company_id where c.tenant_id = ${ctx.tenantId}
    ) select id, name, deleted_at is not null as deleted from above`);
  const parent = above.find(({ id }) => id === parentId);
  if (!parent || parent.deleted) refuse(NO_PARENT);
  if (!company) return;
  if (parentId === company.id) refuse("A company cannot be its own parent.");
  if (above.some(({ id }) => id === company.id))
    refuse(`${parent.name} belongs to ${company.name} itself, so it cannot be its parent.`);
}

function refuse(message: string): never {
  throw new Invalid(message, { parentCompanyId: [message] });
}
