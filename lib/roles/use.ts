import { asc, eq } from "drizzle-orm";
import { roles } from "@/db/schema/tenant";
import { within } from "@/db/within";
import { grantsTo, peopleWith, teamsWith } from "./holders";
import type { Scope } from "./tree";

/** Who and what a role could not be taken from unnoticed, in words; null when it is not in use. */
export async function inUse(scope: Scope, id: string): Promise<string | null> {
  const { tx, ctx } = scope;
  const { people, total } = await peopleWith(scope, id);
  const teams = await teamsWith(scope, id);
  const grants = await grantsTo(scope, id);
  const heirs = await tx
    .select({ name: roles.name })
    .from(roles)
    .where(within(ctx, roles, eq(roles.parentRoleId, id), eq(roles.isActive, true)))
    .orderBy(asc(roles.name));
  const parts = [
    total > 0 && `${listed(people, total)} ${total === 1 ? "has" : "have"} it`,
    teams.length > 0 && `${listed(teams, teams.length)} ${teams.length === 1 ? "gives" : "give"} it`,
    heirs.length > 0 &&
      `${listed(heirs, heirs.length)} ${heirs.length === 1 ? "inherits" : "inherit"} from it`,
    grants > 0 && `${grants === 1 ? "1 record is" : `${grants} records are`} shared with it`,
  ];
  return parts.filter(Boolean).join("; ") || null;
}

const SHOWN = 3;

/** "Maren Holt, Ivar Dahl and 4 more". */
function listed(named: readonly { name: string }[], total: number): string {
  const names = named.slice(0, SHOWN).map(({ name }) => name);
  const more = total - names.length;
  if (more > 0) return `${names.join(", ")} and ${more} more`;
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
