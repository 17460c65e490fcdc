import { newId } from "@/db/columns";
import type { TenantTx } from "@/db/tenant";
import type { Context } from "@/lib/kernel";
import { adapterOf } from "../entities";
import { fieldOf } from "../fields";
import type { Field, ImportEntity, Vocabulary } from "../fields/types";
import { foldName } from "../fold-name";
import { type FormatQuestion, type Interpreted, interpret } from "../interpret";
import { type Known, type NameQuestion, type Names, resolveNames } from "../names";
import type { ImportPlan } from "../plan";
import type { Table } from "../read/read-table";
import { mapInSlices } from "../slices";
import { allowedOf } from "./allowed";
import { checkPlan } from "./check-plan";
import { loadNames, loadParents, loadStages } from "./load-names";
import { type Matched, matchDrafts } from "./match";
import { judge, type LookedUp, type Outcome } from "./outcome";
import { checkParents } from "./parents";
import { checkUnique } from "./unique";

export type Question = FormatQuestion | NameQuestion;

/** A record that rows refer to, made on the way because the person said so. */
export type Related = { of: "company" | "product" | "member"; id: string; name: string };

export type Prepared = {
  outcomes: Outcome[];
  related: Related[];
  questions: Question[];
  formats: Interpreted["formats"];
};

type NamedField = Field & { of: Vocabulary };

/**
 * Everything about an import short of writing it: each row read, held against the workspace and judged. The dry run shows
 * this, and the run writes this, so that the two cannot differ.
 */
export async function prepare(
  entity: ImportEntity,
  table: Table,
  plan: ImportPlan,
  { ctx, tx }: { ctx: Context; tx: TenantTx },
): Promise<Prepared> {
  checkPlan(entity, plan, table);
  const adapter = adapterOf[entity];
  const currency = plan.currency ?? ctx.tenant.settings.currency;
  const { drafts, formats, questions: open } = await interpret(entity, table, plan, currency);
  const matched = await matchDrafts(adapter, plan.key, drafts, { ctx, tx });
  const rows = await checkUnique(adapter, plan.key, matched, { ctx, tx });

  const related = new Map<string, Related>();
  const names: LookedUp = new Map();
  const namesById = new Map<string, string>();
  const questions: Question[] = [...open];
  for (const field of namedFields(entity, plan)) {
    const vocabulary = await loadNames(field.of, { ctx, tx });
    const known = field.of === entity ? withOwnRows(vocabulary, rows) : vocabulary;
    for (const { id, name } of known.known) namesById.set(id, name);
    const found = await resolveNames(field, rows, known, plan.names[field.name], plan.otherNames[field.name]);
    questions.push(...found.questions);
    names.set(field.name, {
      resolved: found.resolved,
      idOfNew: (name) => idOfNew(field.of, name, related, namesById),
    });
  }

  const stages = entity === "deal" ? await loadStages({ ctx, tx }) : [];
  const nameOf = (id: unknown) => (typeof id === "string" ? namesById.get(id) : undefined);
  const allowed = allowedOf(ctx, adapter);
  const judged = await mapInSlices(rows, (row) =>
    judge(row, adapter, names, { currency, now: ctx.now, stages, nameOf }, allowed),
  );
  const outcomes = entity === "company" ? checkParents(judged, await loadParents({ ctx, tx })) : judged;
  return { outcomes, related: usedBy(outcomes, [...related.values()]), questions, formats };
}

function namedFields(entity: ImportEntity, plan: ImportPlan): NamedField[] {
  return plan.columns
    .map(({ field }) => fieldOf(entity, field))
    .filter((field): field is NamedField => field?.of !== undefined);
}

/** Rows of a file can refer to each other: a parent company may stand further down. Its own row comes before a namesake. */
function withOwnRows(names: Names, rows: Matched[]): Names {
  const own: Known[] = rows.flatMap(({ id, values, skip }) => {
    const name = values.get("name");
    return typeof name === "string" && !skip ? [{ id, name }] : [];
  });
  const taken = new Set(own.map(({ name }) => foldName(name)));
  return { ...names, known: [...own, ...names.known.filter(({ name }) => !taken.has(foldName(name)))] };
}

function idOfNew(
  of: Vocabulary,
  name: string,
  related: Map<string, Related>,
  namesById: Map<string, string>,
): string {
  if (of !== "company" && of !== "product" && of !== "member") return name;
  const key = `${of} ${foldName(name)}`;
  const known = related.get(key);
  if (known) return known.id;
  const made: Related = { of, id: newId(), name };
  related.set(key, made);
  namesById.set(made.id, name);
  return made.id;
}

/** What only failed rows refer to is not made. */
function usedBy(outcomes: Outcome[], related: Related[]): Related[] {
  const used = new Set<unknown>();
  for (const outcome of outcomes)
    if (outcome.kind === "created" || outcome.kind === "updated")
      for (const value of Object.values(outcome.columns)) used.add(value);
  return related.filter(({ id }) => used.has(id));
}
