import { deepEqual } from "node:assert/strict";
import { checkDatabase } from "@/db/check/run";
import { env } from "@/lib/env";
import { adminOn } from "../eyes";
import { Section } from "../record";

/** Section 11: what `npm run db:check` asks the database, after all that was tried. */
export async function proveCatalogue(): Promise<Section> {
  const section = new Section(
    "The catalogue of the database",
    "Row-level security is enabled and forced on every table of a tenant, with a restrictive policy that checks writes too; every key and every foreign key begins with the tenant; the application's role owns nothing and bypasses nothing.",
    "The sweep of `npm run db:check` over the control plane and every place of this run, after everything else was tried there. Each finding would be a failed case.",
    "Places",
  );
  const [places] = await adminOn()<{ schemas: number; databases: number }[]>`
    select (count(distinct schema_name))::int as schemas, (count(distinct coalesce(database_name, '')))::int as databases
      from control.placements`;
  const findings = await checkDatabase(env.ADMIN_DATABASE_URL ?? "");
  const others = [...new Set(findings.map(({ check }) => check))].filter((check) => !RULES.includes(check));
  for (const rule of [...RULES, ...others]) {
    section.remarks.set(rule, `${places?.schemas} schemas in ${places?.databases} databases, and control`);
    await section.holds(rule, "nothing is found", () =>
      deepEqual(
        findings.filter(({ check }) => check === rule).map(({ message }) => message),
        [],
      ),
    );
  }
  return section;
}

/** The rules of the check, which the report names also where nothing is found. */
const RULES = [
  "tables",
  "unique keys",
  "foreign keys",
  "orphans",
  "moments",
  "tenant key",
  "row-level security",
  "grants",
  "roles",
  "functions",
  "views",
  "places",
  "residents",
  "versions",
];
