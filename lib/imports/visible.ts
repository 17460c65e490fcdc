import { eq, inArray, or, type SQL, sql } from "drizzle-orm";
import { companies, contacts, deals, imports, products } from "@/db/schema/tenant";
import type { Context } from "@/lib/kernel";
import { isRestricted } from "@/lib/records/reading";
import { type ImportEntity, importEntities } from "./fields/types";

const tables = { company: companies, contact: contacts, deal: deals, product: products };

/** Whose records the files of an entity name. */
const named: Record<ImportEntity, ImportEntity[]> = {
  company: ["company"],
  contact: ["contact", "company"],
  deal: ["deal", "company", "product"],
  product: ["product"],
};

/**
 * The imports that the member may look into, undefined when it is all of them. A file holds every record whole: who may read only some
 * records, or not all of their fields, sees the files that they brought themselves.
 */
export function visibleImports(ctx: Context): SQL | undefined {
  const whole = importEntities.filter((entity) =>
    named[entity].every(
      (each) => !isRestricted(ctx, each, tables[each]) && !ctx.access.fields(`${each}:read`).limited,
    ),
  );
  if (whole.length === importEntities.length) return undefined;
  return or(
    whole.length > 0 ? inArray(imports.entity, whole) : undefined,
    ctx.member ? eq(imports.createdBy, ctx.member.id) : undefined,
    sql`false`,
  );
}
