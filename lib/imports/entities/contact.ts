import { contacts } from "@/db/schema/tenant";
import { fold } from "@/lib/records/fold";
import { asIs, pick } from "./pick";
import type { Adapter, Columns, FieldValues } from "./types";

export const contactAdapter: Adapter = {
  entity: "contact",
  table: contacts,
  keys: {
    email: { column: "emailLc", normalise: (email) => email.toLowerCase() },
    external_id: { column: "externalId", normalise: asIs },
  },
  unique: "external_id",
  columns: (values) => {
    const columns: Columns = {
      ...nameOf(values),
      ...pick(values, {
        email: "email",
        external_id: "externalId",
        phone: "phone",
        title: "title",
        company: "companyId",
        owner: "ownerId",
        tags: "tags",
      }),
    };
    return typeof columns.email === "string" ? { ...columns, emailLc: columns.email.toLowerCase() } : columns;
  },
  complete: (columns, existing) => {
    const { firstName, lastName } = { ...existing, ...columns };
    return { ...columns, nameKey: fold([lastName, firstName].filter(Boolean).join(" ")) };
  },
  missing: ({ firstName }) => (firstName ? null : "The row has no first name"),
};

/** A name in one cell is cut at its last blank; cells of their own for first and last name come before it. */
function nameOf(values: FieldValues): Columns {
  const own = pick(values, { first_name: "firstName", last_name: "lastName" });
  const full = values.get("full_name");
  if (typeof full !== "string") return own;
  const cut = full.lastIndexOf(" ");
  return cut < 0
    ? { firstName: full, ...own }
    : { firstName: full.slice(0, cut), lastName: full.slice(cut + 1), ...own };
}
