import { assertCan, type Context, whyNot } from "@/lib/kernel";
import { AppError } from "@/lib/kernel/errors";
import type { Permission } from "@/lib/rbac/permissions";
import type { RecordAttributes } from "@/lib/rbac/policy";
import { type Resource, resources } from "@/lib/rbac/resources";
import { type Seen, seenOne } from "./seen";
import { type RecordSource, recordsOf, type Where } from "./source";

/** What a member may not do with one record, and why: null where they may. `locked` has the fields that they may not change. */
export type Standing = {
  update: string | null;
  delete: string | null;
  locked: Record<string, string>;
};

/** Where a member stands with a record. Of who may do everything with every record, nothing is looked up. */
export async function standingOf(where: Where, source: RecordSource, id: string): Promise<Standing> {
  const { resource, table } = source;
  const { ctx } = where;
  const [update, remove] = [`${resource}:update`, `${resource}:delete`] as const;
  const limited = ctx.can(update) && ctx.access.fields(update).limited;
  const perRecord = [update, remove].some((each) => ctx.can(each) && ctx.where(each, table) !== undefined);
  const record = perRecord || limited ? (await recordsOf(where, table, [id])).get(id) : undefined;
  return {
    update: refusal(ctx, update, record),
    delete: refusal(ctx, remove, record),
    locked: limited && record ? lockedFields(ctx, update, source, record) : {},
  };
}

/** A row as its reader sees it, with where they stand with its record. */
export async function seenWithStanding<Row extends { id: string }, Source extends RecordSource>(
  where: Where,
  source: Source,
  row: Row,
): Promise<Seen<Row, Source["named"][number]> & { standing: Standing }> {
  const [shown, standing] = await Promise.all([
    seenOne(where, source, row),
    standingOf(where, source, row.id),
  ]);
  return { ...shown, standing };
}

/** Why a member may not do this with some of these rows, by id; where they may do it with all or with none, nothing is looked up. */
export async function refusalsFor(
  where: Where,
  { table }: RecordSource,
  permission: Permission,
  rows: readonly { id: string }[],
  field?: string,
): Promise<Map<string, string>> {
  const { ctx } = where;
  if (!ctx.can(permission) || ctx.where(permission, table, field) === undefined) return new Map();
  const records = await recordsOf(
    where,
    table,
    rows.map(({ id }) => id),
  );
  const refused = [...records].flatMap(([id, record]): [string, string][] => {
    const reason = refusal(ctx, permission, record);
    if (reason !== null) return [[id, reason]];
    return field && !ctx.can(permission, record, field) ? [[id, fixed(permission)]] : [];
  });
  return new Map(refused);
}

const fixed = (permission: Permission) => `You may not change this field (${permission}).`;

/** Why a member may not do this with a record; null when they may. Without the record, why not at all. */
function refusal(ctx: Context, permission: Permission, record: RecordAttributes | undefined): string | null {
  if (!ctx.can(permission)) return whyNot(permission, ctx);
  return record ? refusalIn(() => assertCan(ctx, permission, record)) : null;
}

/** What this is refused for, in words; null where it is not. */
export function refusalIn(run: () => void): string | null {
  try {
    run();
    return null;
  } catch (error) {
    if (error instanceof AppError) return error.message;
    throw error;
  }
}

function lockedFields(
  ctx: Context,
  permission: Permission,
  { resource, along }: RecordSource,
  record: RecordAttributes,
): Record<string, string> {
  const { attributes }: Resource = resources[resource];
  const closed = Object.keys(attributes).filter((field) => !ctx.can(permission, record, field));
  const names = closed.flatMap((field) => [field, ...(along[field] ?? [])]);
  return Object.fromEntries(names.map((field) => [field, fixed(permission)]));
}
