import { eq, isNull } from "drizzle-orm";
import { companies, contacts, deals } from "@/db/schema/tenant";
import type { TenantTx } from "@/db/tenant";
import { within } from "@/db/within";
import type { Context } from "@/lib/kernel";
import { Invalid } from "@/lib/kernel/errors";
import { readingOf } from "@/lib/records/reading";

const subjects = {
  contactId: { resource: "contact", table: contacts },
  companyId: { resource: "company", table: companies },
  dealId: { resource: "deal", table: deals },
} as const;

type About = { [field in keyof typeof subjects]?: unknown };

/**
 * Refuses a contact, company or deal that was deleted, or that the member may not read: a foreign key does not know of that.
 * @throws Invalid at the field.
 */
export async function assertPresent(ctx: Context, tx: TenantTx, about: About): Promise<void> {
  const missing = await Promise.all(
    Object.entries(subjects).map(async ([field, { resource, table }]) => {
      const id = about[field as keyof About];
      if (typeof id !== "string") return null;
      const [row] = await tx
        .select({ id: table.id })
        .from(table)
        .where(
          within(ctx, table, eq(table.id, id), isNull(table.deletedAt), readingOf(ctx, resource, table).rows),
        );
      return row ? null : field;
    }),
  );
  const fields = missing.filter((field) => field !== null);
  if (fields.length === 0) return;
  const message = "This record does not exist, or it was deleted.";
  throw new Invalid(message, Object.fromEntries(fields.map((field) => [field, [message]])));
}
