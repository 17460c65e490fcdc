import { sql } from "drizzle-orm";
import { companies, contacts } from "@/db/schema/tenant";
import { defineQuery } from "@/lib/kernel";
import { pick, pickInput } from "@/lib/records/pick";

/** Contacts for a picker, with the company that each is at. */
export const searchContacts = defineQuery({
  name: "contact.search",
  permission: "contact:read",
  input: pickInput,
  run: ({ ctx, tx, input }) =>
    pick({
      ctx,
      tx,
      input,
      table: contacts,
      entity: "contacts",
      label: sql`concat_ws(' ', ${contacts.firstName}, ${contacts.lastName})`,
      hint: sql`concat_ws(', ', ${contacts.title}, (
        select c.name from ${companies} c
        where c.tenant_id = ${ctx.tenantId} and c.id = ${contacts.companyId}))`,
    }),
});
