import { sql } from "drizzle-orm";
import { companies } from "@/db/schema/tenant";
import { defineQuery } from "@/lib/kernel";
import { pick, pickInput } from "@/lib/records/pick";

/** Companies for a picker. */
export const searchCompanies = defineQuery({
  name: "company.search",
  permission: "company:read",
  input: pickInput,
  run: ({ ctx, tx, input }) =>
    pick({
      ctx,
      tx,
      input,
      table: companies,
      entity: "companies",
      label: companies.name,
      hint: sql`concat_ws(', ', ${companies.industry}, ${companies.city}, ${companies.country})`,
    }),
});
