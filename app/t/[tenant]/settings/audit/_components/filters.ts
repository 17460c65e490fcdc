import type { Filter } from "@/components/data-table/types";
import { loadFrom } from "@/components/ui/load-from";
import type { Load } from "@/components/ui/use-options";
import { searchAuditActionsAction } from "@/lib/audit/actions";
import { recordTypes, typeWords } from "@/lib/audit/words";
import { searchMembersAction } from "@/lib/members/actions";
import { searchAllAction } from "@/lib/search/actions";
import type { loadAuditFilters } from "./load-filters";
import { NOBODY } from "./nobody";

export type AuditFilterChoices = Awaited<ReturnType<typeof loadAuditFilters>> & {
  /** What the record is called that all entries are about; null when it has no name any more. */
  recordName: string | null;
};

export const days: Filter[] = [
  { key: "from", label: "From", day: true },
  { key: "to", label: "To", day: true },
];

export const auditFilters = ({ person, action, recordId, recordName }: AuditFilterChoices): Filter[] => [
  { key: "person", label: "Person", load: loadPeople, chosen: person },
  { key: "action", label: "Action", load: loadFrom(searchAuditActionsAction), chosen: action },
  {
    key: "type",
    label: "Kind",
    options: recordTypes.map((type) => ({ value: type, label: typeWords(type) })),
  },
  {
    key: "record",
    label: "Record",
    load: loadRecords,
    chosen: recordId ? { id: recordId, label: recordName ?? "One record" } : null,
  },
  ...days,
];

const loadPeople: Load = async (q) => {
  const people = await loadFrom(searchMembersAction)(q);
  return NOBODY.label.toLowerCase().includes(q.trim().toLowerCase()) ? [NOBODY, ...people] : people;
};

/** Nothing is offered before something is typed: there are too many records. */
const loadRecords: Load = async (q) => {
  if (q.trim() === "") return [];
  const result = await searchAllAction({ q });
  if (!result.ok) throw new Error(result.error.message);
  return result.data.flatMap(({ items }) => items.map(({ id, label, hint }) => ({ id, label, hint })));
};
