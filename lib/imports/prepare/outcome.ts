import { refusalIn } from "@/lib/records/standing";
import type { Adapter, Columns, Surroundings } from "../entities/types";
import { foldName } from "../fold-name";
import type { Problem } from "../interpret";
import type { Resolved } from "../names";
import type { Allowed } from "./allowed";
import type { Existing, Matched } from "./match";

/** What becomes of a row, and what is to be written for it. */
export type Outcome = { line: number; id: string } & (
  | { kind: "created"; columns: Columns }
  | { kind: "updated"; columns: Columns; existing: Existing }
  | { kind: "unchanged" }
  | { kind: "skipped"; message: string }
  | { kind: "error"; message: string; problems: Problem[] }
  /** Holds a name that nobody has decided about yet. */
  | { kind: "undecided" }
);

/** The names of a field, looked up; and the ids under which new ones will be made. */
export type LookedUp = Map<string, { resolved: Map<string, Resolved>; idOfNew: (name: string) => string }>;

/**
 * Judges one row: what it says, held against what is there, and against what the member may write where that is not everything. Nothing
 * is written here.
 */
export function judge(
  row: Matched,
  adapter: Adapter,
  names: LookedUp,
  around: Surroundings,
  allowed: Allowed | null,
): Outcome {
  const { line, id, existing } = row;
  if (row.problems.length) return failed(row, row.problems);
  if (row.skip) return { line, id, kind: "skipped", message: row.skip };

  const values = new Map<string, unknown>(row.values);
  let open = false;
  for (const [field, { resolved, idOfNew }] of names) {
    const name = values.get(field);
    if (typeof name !== "string") continue;
    const found = resolved.get(foldName(name));
    if (found?.to === "known") values.set(field, found.id);
    else if (found?.to === "new") values.set(field, idOfNew(found.name));
    else values.delete(field);
    if (found?.to === "open") open = true;
  }
  if (open) return { line, id, kind: "undecided" };

  const said = adapter.columns(values, around);
  const refused = (run: () => void): Outcome | null => {
    const message = refusalIn(run);
    return message === null ? null : failed(row, [{ line, column: null, field: null, message }]);
  };
  if (existing) {
    const blind = refused(() => allowed?.compare(existing, said));
    if (blind) return blind;
    const changed = Object.keys(said).some((column) => !same(said[column], existing[column]));
    if (!changed) return { line, id, kind: "unchanged" };
    const columns = adapter.complete(said, existing, around);
    const refusal = refused(() => allowed?.update(existing, columns));
    return refusal ?? { line, id, kind: "updated", columns, existing };
  }
  let columns = adapter.complete(said, null, around);
  const missing = adapter.missing(columns);
  if (missing) return failed(row, [{ line, column: null, field: null, message: missing }]);
  const refusal = refused(() => {
    columns = allowed?.create(columns) ?? columns;
  });
  return refusal ?? { line, id, kind: "created", columns };
}

export const failed = ({ line, id }: { line: number; id: string }, problems: Problem[]): Outcome => ({
  line,
  id,
  kind: "error",
  message: problems.map(({ message }) => message).join(". "),
  problems,
});

function same(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, at) => item === b[at]);
  return a === (b ?? undefined);
}
