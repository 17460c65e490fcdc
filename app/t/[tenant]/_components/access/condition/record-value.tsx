"use client";

import { Combobox } from "@/components/ui/combobox";
import type { Choice } from "@/components/ui/use-options";
import { Chips } from "./chips";
import { useRecords } from "./use-records";
import type { ValueProps } from "./value";

/** Stands among the people for whoever asks. */
const SELF = { id: "member.id", label: "Whoever asks" };

/** One record, picked by name. */
export function RecordValue({ comparable, value, onValueChange, label }: ValueProps) {
  const id = typeof value === "string" ? value : null;
  const { load, nameOf } = useRecords(comparable.refersTo, id ? [id] : []);
  const isPerson = comparable.refersTo === "member";
  const isSelf = typeof value === "object" && value !== null && "var" in value;
  const withSelf = async (query: string): Promise<Choice[]> => [
    ...(isPerson && SELF.label.toLowerCase().includes(query.toLowerCase()) ? [SELF] : []),
    ...(await load(query)),
  ];
  return (
    <Combobox
      aria-label={label}
      load={withSelf}
      value={isSelf ? SELF : id ? { id, label: nameOf(id) } : null}
      onValueChange={(choice) =>
        onValueChange(choice && (choice.id === SELF.id ? { var: "member.id" } : choice.id))
      }
    />
  );
}

/** Several records, picked one by one. */
export function RecordList({ comparable, value, onValueChange, label }: ValueProps) {
  const ids = Array.isArray(value) ? value.map(String) : [];
  const { load, nameOf } = useRecords(comparable.refersTo, ids);
  return (
    <span className="grid min-w-0 content-start gap-1">
      <Chips
        label={comparable.label}
        items={ids.map((id) => ({ id, label: nameOf(id) }))}
        onRemove={(id) => onValueChange(ids.filter((each) => each !== id))}
      />
      <Combobox
        aria-label={label}
        placeholder={ids.length > 0 ? "Another one" : "Search"}
        load={load}
        value={null}
        onValueChange={(choice) => choice && onValueChange([...new Set([...ids, choice.id])])}
      />
    </span>
  );
}
