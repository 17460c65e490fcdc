import { defineQuery } from "@/lib/kernel";
import { matchColumns } from "./columns";
import { fieldsOf } from "./fields";
import type { Problem } from "./interpret";
import type { ImportPlan } from "./plan";
import { prepare } from "./prepare/prepare";
import type { Table } from "./read/read-table";
import { planInput } from "./schema";
import { loadImport, loadTable } from "./store";
import { notesOn, suggestPlan } from "./suggest-plan";
import { countOutcomes } from "./write/counts";

/** How many problems the dry run names one by one; it counts them all. */
const shown = 200;

/** What the file is: how it was read, its columns with a sample, and the fields that they seem to hold. */
export const readImport = defineQuery({
  name: "import.read",
  permission: "import:create",
  heavy: true,
  input: planInput.partial({ plan: true }),
  run: async ({ ctx, tx, input }) => {
    const found = await loadImport({ ctx, tx }, input.id);
    const plan = input.plan ?? found.plan;
    const { encoding, delimiter, header, columns, rows, notes } = await loadTable(
      { ctx, tx },
      found,
      plan?.read,
    );
    const matches = matchColumns(fieldsOf[found.entity], columns, rows);
    return {
      id: found.id,
      entity: found.entity,
      fileName: found.fileName,
      state: found.state,
      encoding,
      delimiter,
      header,
      notes,
      rows: rows.length,
      columns: matches.map((match) => ({ ...match, name: columns[match.column] ?? "" })),
      /** What the person has decided, or else what the file suggests. */
      plan: plan?.columns.length ? plan : suggestPlan(found.entity, matches, plan?.read),
    };
  },
});

/** The dry run: what would become of every row, in a transaction that cannot write. */
export const previewImport = defineQuery({
  name: "import.preview",
  permission: "import:create",
  heavy: true,
  input: planInput,
  run: async ({ ctx, tx, input: { id, plan } }) => {
    const { entity, ...file } = await loadImport({ ctx, tx }, id);
    const table = await loadTable({ ctx, tx }, file, plan.read);
    const prepared = await prepare(entity, table, plan, { ctx, tx });
    const cellAt = cellFinder(table, plan);
    const withCell = (problem: Problem) => ({
      ...problem,
      cell: problem.column === null ? null : cellAt(problem.line, problem.column),
    });
    const problems = prepared.outcomes.flatMap((outcome) =>
      outcome.kind === "error" ? outcome.problems : [],
    );
    return {
      counts: countOutcomes(prepared),
      questions: prepared.questions,
      related: prepared.related.map(({ of, name }) => ({ of, name })),
      problems: problems.slice(0, shown).map(withCell),
      problemsTotal: problems.length,
      skipped: prepared.outcomes
        .flatMap((outcome) =>
          outcome.kind === "skipped" ? [{ line: outcome.line, message: outcome.message }] : [],
        )
        .slice(0, shown),
      formats: prepared.formats,
      notes: notesOn(entity, plan, table.columns),
    };
  },
});

/** Finds a cell as it is now: corrected by hand, or as the file has it. */
function cellFinder(table: Table, plan: ImportPlan): (line: number, column: number) => string {
  const edits = new Map(plan.edits.map(({ line, column, value }) => [`${line}:${column}`, value]));
  const rows = new Map(table.rows.map(({ line, cells }) => [line, cells]));
  return (line, column) => edits.get(`${line}:${column}`) ?? rows.get(line)?.[column] ?? "";
}
