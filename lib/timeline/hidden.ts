import { contacts } from "@/db/schema/tenant";
import { companySource } from "@/lib/companies/source";
import { contactSource } from "@/lib/contacts/source";
import { dealSource } from "@/lib/deals/source";
import { productSource } from "@/lib/products/source";
import { isRestricted } from "@/lib/records/reading";
import { hiddenOf, hidesNothing, type RecordSource, recordsOf, type Where } from "@/lib/records/source";
import type { TimelineResource } from "./schema";

const sources: Record<TimelineResource, RecordSource> = {
  company: companySource,
  contact: contactSource,
  deal: dealSource,
  product: productSource,
};

/**
 * The fields of a record's history that are hidden from the member: those that are hidden now. What a reference was before is told by
 * its name, which is looked up as far as they may read it.
 */
export async function hiddenChanges(
  where: Where,
  resource: TimelineResource,
  id: string,
): Promise<ReadonlySet<string>> {
  const source = sources[resource];
  const sharing = (await mayShare(where, resource, id)) ? [] : sharedWith;
  // An entry keeps the name of somebody on the deal, and not who it was.
  const people =
    resource === "deal" && isRestricted(where.ctx, "contact", contacts) ? ["person", "role"] : [];
  if (hidesNothing(where, source)) return new Set([...people, ...sharing]);
  const records = [...(await recordsOf(where, source.table, [id])).values()];
  const { byRule } = (await hiddenOf(where, source, records)).get(id) ?? {};
  return new Set([...people, ...sharing, ...(byRule ?? [])]);
}

/** What an entry tells of sharing. */
const sharedWith = ["sharedWith", "mayDo", "endDate"];

/** Whoever may share a record sees with whom it is shared, and nobody else. */
async function mayShare(where: Where, resource: TimelineResource, id: string): Promise<boolean> {
  if (resource === "product") return true;
  const { ctx } = where;
  const permission = `${resource}:share` as const;
  const { table } = sources[resource];
  if (!ctx.can(permission)) return false;
  if (ctx.where(permission, table) === undefined) return true;
  const record = (await recordsOf(where, table, [id])).get(id);
  return record !== undefined && ctx.can(permission, record);
}
