import { stringify } from "csv-stringify/sync";
import { asc, isNull } from "drizzle-orm";
import type { Context } from "@/lib/kernel";
import { slugFrom } from "@/lib/tenancy/slug";
import { companies } from "../schema/tenant";
import { withTenant } from "../tenant";
import { within } from "../within";
import { importWhole } from "./files";

const first =
  "Amara Bruno Celeste Dmitri Elena Felix Greta Hugo Imani Jasper Keiko Leon Mila Noor Otto Priya".split(" ");
const last =
  "Abbott Bianchi Castell Dorsey Ekberg Farrow Galindo Hartwell Ivers Jansen Kowal Lindqvist Moreau Navarro Okafor Petrov Quist Rowe Sandoval".split(
    " ",
  );
const titles = ["Head of purchasing", "IT director", "Operations manager", "CFO", "Office manager"];

/** Two people for every account, since the pipeline's data has none: always the same ones, and tagged as generated. */
export async function importContacts(ctx: Context): Promise<void> {
  const accounts = await withTenant(ctx, "read only", (tx) =>
    tx
      .select({ name: companies.name })
      .from(companies)
      .where(within(ctx, companies, isNull(companies.deletedAt)))
      .orderBy(asc(companies.nameKey)),
  );
  const rows = accounts.flatMap(({ name }, index) => [
    contact(name, 2 * index),
    contact(name, 2 * index + 1),
  ]);
  const bytes = Buffer.from(stringify(rows, { header: true }));
  await importWhole(ctx, { entity: "contact", fileName: "generated-contacts.csv", bytes }, { key: "email" });
}

function contact(company: string, index: number) {
  // 16 and 19 have no factor in common, so that no two of the first 304 share their name.
  const firstName = first[index % first.length] ?? "";
  const lastName = last[index % last.length] ?? "";
  return {
    "First name": firstName,
    "Last name": lastName,
    "E-mail": `${firstName}.${lastName}@${slugFrom(company)}.example`.toLowerCase(),
    Phone: `+1 555 01${String(index % 100).padStart(2, "0")}`,
    "Job title": titles[index % titles.length],
    Company: company,
    Tags: "generated",
  };
}
