import { deepEqual } from "node:assert/strict";
import { checkDatabase } from "@/db/check/run";
import { env } from "@/lib/env";
import { Section } from "../record";

/** Section 10: what `npm run db:check` asks the database, after all that was tried. */
export async function proveCatalogue(): Promise<Section> {
  const section = new Section(
    "The catalogue of the database",
    "Row-level security is enabled and forced on every table of a tenant, with a restrictive policy that checks writes too; every key and every foreign key begins with the tenant; the application's role owns nothing and bypasses nothing.",
    "The sweep of `npm run db:check` over the control plane and every placement of this run, after everything else was tried on it. Each finding would be a failed case.",
  );
  const findings = await checkDatabase(env.ADMIN_DATABASE_URL ?? "");
  for (const rule of RULES) {
    await section.holds(rule, "nothing is found", () =>
      deepEqual(
        findings.filter(({ check }) => check === rule).map(({ message }) => message),
        [],
      ),
    );
  }
  const others = findings.filter(({ check }) => !RULES.includes(check));
  await section.holds("everything else", "nothing is found", () =>
    deepEqual(
      others.map(({ message }) => message),
      [],
    ),
  );
  return section;
}

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
];
