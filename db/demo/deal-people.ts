import { asc, eq, isNotNull, isNull } from "drizzle-orm";
import { addDealPerson } from "@/lib/deals/people";
import { dealContactRoles } from "@/lib/deals/roles";
import type { Context } from "@/lib/kernel";
import { activities, contacts, dealContacts, deals } from "../schema/tenant";
import { withTenant } from "../tenant";
import { within } from "../within";

/** Puts the contacts of its company on every deal that has an activity, all or none, unless some are there. */
export async function loadDealPeople(ctx: Context): Promise<void> {
  await withTenant(ctx, "read write", async (tx) => {
    if ((await tx.$count(dealContacts, within(ctx, dealContacts))) > 0) return;
    const busy = await tx
      .selectDistinct({ id: deals.id, companyId: deals.companyId })
      .from(deals)
      .innerJoin(activities, within(ctx, activities, eq(activities.dealId, deals.id)))
      .where(within(ctx, deals, isNotNull(deals.companyId), isNull(deals.deletedAt)));
    const people = await tx
      .select({ id: contacts.id, companyId: contacts.companyId })
      .from(contacts)
      .where(within(ctx, contacts, isNull(contacts.deletedAt)))
      .orderBy(asc(contacts.email));
    for (const deal of busy) {
      const known = people.filter(({ companyId }) => companyId === deal.companyId);
      for (const [index, role] of dealContactRoles.entries()) {
        const contactId = known[index]?.id;
        if (contactId) await addDealPerson(ctx, { dealId: deal.id, contactId, role });
      }
    }
  });
}
