import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { contacts, dealContacts, deals } from "@/db/schema/tenant";
import type { TenantTx } from "@/db/tenant";
import { within } from "@/db/within";
import { type Context, defineCommand } from "@/lib/kernel";
import { Invalid, NotFound } from "@/lib/kernel/errors";
import { dealContactRoles } from "./roles";

const person = z.object({ dealId: z.uuid(), contactId: z.uuid("Choose a contact.") });
const withRole = person.extend({ role: z.enum(dealContactRoles, "Choose a role.") });

export const addDealPerson = defineCommand({
  name: "deal.add_person",
  permission: "deal:update",
  input: withRole,
  constraints: {
    deal_contacts_key: { field: "contactId", message: "This person is on the deal already." },
  },
  run: async ({ ctx, tx, input, audit }) => {
    await assertDeal(tx, ctx, input.dealId);
    const name = await contactName(tx, ctx, input.contactId);
    if (!name) throw new Invalid("This contact does not exist.", { contactId: ["Choose a contact."] });
    await tx.insert(dealContacts).values({ ...input, tenantId: ctx.tenantId });
    audit({
      action: "deal.person_added",
      resource: { type: "deal", id: input.dealId },
      after: { person: name, role: input.role },
    });
    return input;
  },
});

export const changeDealPerson = defineCommand({
  name: "deal.change_person",
  permission: "deal:update",
  input: withRole,
  run: async ({ ctx, tx, input, audit }) => {
    await assertDeal(tx, ctx, input.dealId);
    const before = await lockPerson(tx, ctx, input);
    if (before.role === input.role) {
      audit.nothing("it is their role already");
      return input;
    }
    await tx.update(dealContacts).set({ role: input.role }).where(on(ctx, input));
    const name = await contactName(tx, ctx, input.contactId);
    audit({
      action: "deal.person_changed",
      resource: { type: "deal", id: input.dealId },
      before: { person: name, role: before.role },
      after: { person: name, role: input.role },
    });
    return input;
  },
});

export const removeDealPerson = defineCommand({
  name: "deal.remove_person",
  permission: "deal:update",
  input: person,
  run: async ({ ctx, tx, input, audit }) => {
    await assertDeal(tx, ctx, input.dealId);
    const before = await lockPerson(tx, ctx, input);
    await tx.delete(dealContacts).where(on(ctx, input));
    audit({
      action: "deal.person_removed",
      resource: { type: "deal", id: input.dealId },
      before: { person: await contactName(tx, ctx, input.contactId), role: before.role },
    });
    return input;
  },
});

type Person = z.output<typeof person>;

const on = (ctx: Context, { dealId, contactId }: Person) =>
  within(ctx, dealContacts, eq(dealContacts.dealId, dealId), eq(dealContacts.contactId, contactId));

async function assertDeal(tx: TenantTx, ctx: Context, id: string): Promise<void> {
  const [deal] = await tx
    .select({ id: deals.id })
    .from(deals)
    .where(within(ctx, deals, eq(deals.id, id), isNull(deals.deletedAt)));
  if (!deal) throw new NotFound();
}

async function lockPerson(tx: TenantTx, ctx: Context, input: Person) {
  const [row] = await tx
    .select({ role: dealContacts.role })
    .from(dealContacts)
    .where(on(ctx, input))
    .for("update");
  if (!row) throw new NotFound("This person is not on the deal any more.");
  return row;
}

async function contactName(tx: TenantTx, ctx: Context, id: string): Promise<string | null> {
  const [contact] = await tx
    .select({ first: contacts.firstName, last: contacts.lastName })
    .from(contacts)
    .where(within(ctx, contacts, and(eq(contacts.id, id), isNull(contacts.deletedAt))));
  return contact ? [contact.first, contact.last].filter(Boolean).join(" ") : null;
}
