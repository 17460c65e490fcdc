import type { auditList } from "@/lib/audit/schema";
import { actionWords } from "@/lib/audit/words";
import type { Context } from "@/lib/kernel";
import { idsOf, textsOf } from "@/lib/lists/filters";
import { searchMembers } from "@/lib/members/queries";
import { chosenOf } from "../../../_components/chosen";
import { NOBODY } from "./nobody";

type Filters = Partial<Record<(typeof auditList.filters)[number], string[]>>;

/** What the filters of the audit log are set to, by name. */
export async function loadAuditFilters(ctx: Context, { person, action, record }: Filters) {
  const [name] = textsOf(action ?? []);
  const [recordId] = idsOf(record);
  return {
    person: person?.includes(NOBODY.id) ? NOBODY : await chosenOf(ctx, searchMembers, person),
    action: name === undefined ? null : { id: name, label: actionWords(name) },
    recordId: recordId ?? null,
  };
}
