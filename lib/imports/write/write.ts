import { newId } from "@/db/columns";
import { companies, importRows, members, products } from "@/db/schema/tenant";
import type { TenantTx } from "@/db/tenant";
import type { Context } from "@/lib/kernel";
import { Conflict } from "@/lib/kernel/errors";
import { assertCreate } from "@/lib/records/edit";
import { fold } from "@/lib/records/fold";
import { adapterOf } from "../entities";
import type { Adapter, Columns } from "../entities/types";
import type { ImportEntity } from "../fields/types";
import type { Outcome } from "../prepare/outcome";
import { parentsFirst } from "../prepare/parents";
import type { Prepared, Related } from "../prepare/prepare";
import { insertMany, updateMany } from "./bulk";
import { type Counts, countOutcomes } from "./counts";
import { Cancelled, type Watch } from "./watch";

type Where = { ctx: Context; tx: TenantTx; importId: string };
type ImportRow = Columns & { id: string; line: number; outcome: string };

const batch = 1000;

/** Writes a prepared import with an outcome for every row, in batches; between them it may be cancelled. */
export async function writePrepared(
  entity: ImportEntity,
  prepared: Prepared,
  watch: Watch,
  where: Where,
): Promise<Counts> {
  const adapter = adapterOf[entity];
  await writeRelated(prepared.related, where);
  const all = entity === "company" ? parentsFirst(prepared.outcomes) : prepared.outcomes;
  for (let at = 0; at < all.length; at += batch) {
    if (watch.cancelled) throw new Cancelled();
    const outcomes = all.slice(at, at + batch);
    await writeBatch(adapter, outcomes, where);
    watch.done = at + outcomes.length;
  }
  if (watch.cancelled) throw new Cancelled();
  return countOutcomes(prepared);
}

async function writeBatch(
  adapter: Adapter,
  outcomes: Outcome[],
  { ctx, tx, importId }: Where,
): Promise<void> {
  const author = ctx.member?.id ?? null;
  const created = outcomes.filter((outcome) => outcome.kind === "created");
  await insertMany(
    tx,
    adapter.table,
    ctx,
    created.map(({ id, columns }) => ({ ...columns, id, createdBy: author, updatedBy: author })),
  );
  const updated = outcomes.filter((outcome) => outcome.kind === "updated");
  const written = await updateMany(
    tx,
    adapter.table,
    { tenantId: ctx.tenantId, updatedBy: author },
    updated.map(({ id, columns, existing }) => ({ ...columns, id, version: existing.version })),
  );
  const lost = updated.find(({ id }) => !written.has(id));
  if (lost)
    throw new Conflict(
      `Line ${lost.line}: somebody changed this record while it was imported. Nothing was written: run the import again.`,
    );
  await insertMany(
    tx,
    importRows,
    ctx,
    outcomes.map((outcome) => rowOf(outcome, adapter, importId)),
  );
}

function rowOf(outcome: Outcome, adapter: Adapter, importId: string): ImportRow {
  const row = { id: newId(), importId, line: outcome.line, outcome: outcome.kind };
  switch (outcome.kind) {
    case "undecided":
      throw new Error(`Line ${outcome.line} holds an open question and cannot be written.`);
    case "error":
    case "skipped":
      return { ...row, message: outcome.message };
    case "unchanged":
      return { ...row, resourceType: adapter.entity, resourceId: outcome.id };
    case "created":
      return { ...row, resourceType: adapter.entity, resourceId: outcome.id, writtenVersion: 1 };
    case "updated":
      return {
        ...row,
        resourceType: adapter.entity,
        resourceId: outcome.id,
        writtenVersion: outcome.existing.version + 1,
        before: Object.fromEntries(
          Object.keys(outcome.columns).map((key) => [key, plain(outcome.existing[key])]),
        ),
      };
  }
}

/** As JSON can hold it; a revert turns it back by the column's type. */
const plain = (value: unknown): unknown => (typeof value === "bigint" ? value.toString() : (value ?? null));

async function writeRelated(related: Related[], { ctx, tx, importId }: Where): Promise<void> {
  const author = ctx.member?.id ?? null;
  const of = (kind: Related["of"]) => related.filter((one) => one.of === kind);
  const authors = { createdBy: author, updatedBy: author };
  const { currency } = ctx.tenant.settings;
  await insertMany(
    tx,
    companies,
    ctx,
    of("company").map(({ id, name }) => ({
      ...assertCreate(ctx, "company", { name, ownerId: null }),
      id,
      nameKey: fold(name),
      ...authors,
    })),
  );
  await insertMany(
    tx,
    products,
    ctx,
    of("product").map(({ id, name }) => ({
      ...assertCreate(ctx, "product", { name, currency }),
      id,
      nameKey: fold(name),
      ...authors,
    })),
  );
  await insertMany(
    tx,
    members,
    ctx,
    of("member").map(({ id, name }) => ({ id, displayName: name })),
  );
  await insertMany(
    tx,
    importRows,
    ctx,
    related.map(({ of, id, name }) => ({
      id: newId(),
      importId,
      line: 0,
      outcome: "related",
      message: name,
      resourceType: of,
      resourceId: id,
      writtenVersion: 1,
    })),
  );
}
