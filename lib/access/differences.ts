import { and, isNull, type SQL, sql } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import type { TenantTx } from "@/db/tenant";
import { within } from "@/db/within";
import type { Context } from "@/lib/kernel";
import type { Access } from "@/lib/rbac/access";
import { type Permission, type PermissionEntry, permissions } from "@/lib/rbac/permissions";
import { type Resource, type ResourceName, resources } from "@/lib/rbac/resources";
import { whereOf } from "@/lib/rbac/sql/where";
import type { Change, MemberChanges } from "./preview";
import { tables } from "./tables";

type Side = "gains" | "losses";
type Counted = { side: Side; permission: Permission; field: string | null; rows: SQL };

/**
 * What one member may do with the first access and not with the second, and the other way round. Counts the records that whoever looks
 * may see, with the fields by which it is decided: a figure tells nobody of others.
 */
export async function changesBetween(
  tx: TenantTx,
  ctx: Context,
  before: Access,
  after: Access,
): Promise<MemberChanges> {
  const changes: MemberChanges = { gains: [], losses: [] };
  for (const { name } of permissions.filter((entry) => !isCounted(entry))) {
    if (before.might(name) === after.might(name)) continue;
    const side = after.might(name) ? "gains" : "losses";
    changes[side].push({ permission: name, field: null, count: null });
  }
  for (const resource of Object.keys(resources) as ResourceName[]) {
    const counted = differences(ctx, resource, before, after);
    const asked = counted.length > 0 ? fieldsAsked(resource, before, after) : [];
    for (const { side, change } of await count(tx, ctx, resource, counted, asked))
      if (change.count !== 0 || opens(side, change, before, after)) changes[side].push(change);
  }
  return changes;
}

/** Whether it is open at all on one side alone: worth to be said, though no record is there yet. */
function opens(side: Side, { permission, field }: Change, before: Access, after: Access): boolean {
  const [less, more] = side === "gains" ? [before, after] : [after, before];
  return field === null && more.might(permission) && !less.might(permission);
}

/** What is done with records that are there: all but to add one. */
const isCounted = ({ resource, action }: PermissionEntry): boolean =>
  resource in resources && action !== "create";

/** Where the two decide differently, as conditions on the resource's rows. */
function differences(ctx: Context, resource: ResourceName, before: Access, after: Access): Counted[] {
  const table = tables[resource];
  const request = { now: ctx.now, ip: null };
  const own = permissions.filter((entry) => entry.resource === resource && isCounted(entry));
  return own.flatMap(({ name: permission }) => {
    const open = (access: Access, field?: string) => whereOf(access, permission, table, { field, request });
    const [had, has] = [open(before), open(after)];
    const whole = between(had, has).map((change) => ({ ...change, permission, field: null }));
    if (!before.fields(permission).limited && !after.fields(permission).limited) return whole;
    const fields = [...fieldsOf(permission, before, after)].flatMap((field) =>
      between(open(before, field), open(after, field)).map(({ side, rows }) => ({
        side,
        permission,
        field,
        rows: sql`${rows} and ${had ?? sql`true`} and ${has ?? sql`true`}`,
      })),
    );
    return [...whole, ...fields];
  });
}

/** The fields by which the two decide about a resource's records: those of conditions, and the owner where rules go by that. */
function fieldsAsked(resource: ResourceName, ...accesses: Access[]): string[] {
  const { attributes, owner }: Resource = resources[resource];
  const rules = accesses.flatMap(({ policy }) =>
    policy.rules.filter(({ permission }) => permission.startsWith(`${resource}:`)),
  );
  const conditions = JSON.stringify(rules.map(({ condition }) => condition));
  const named = Object.keys(attributes).filter((field) => conditions.includes(`"record.${field}"`));
  const byOwner = rules.some(({ scope, team }) => scope !== "all" || team !== null);
  return [
    ...named,
    ...(conditions.includes('"record.custom.') ? ["customFields"] : []),
    ...(byOwner && owner ? [owner] : []),
  ];
}

const fieldsOf = (permission: Permission, ...accesses: Access[]): Set<string> =>
  new Set(accesses.flatMap((access) => [...access.fields(permission).ever]));

const dialect = new PgDialect();
const textOf = (rows: SQL | undefined): string =>
  rows ? JSON.stringify(dialect.sqlToQuery(rows)) : "every row";

/** Rows that are open to one of two and not to the other; none when both are the same. Undefined stands for every row. */
function between(had: SQL | undefined, has: SQL | undefined): { side: Side; rows: SQL }[] {
  if (textOf(had) === textOf(has)) return [];
  const open = (rows: SQL | undefined) => rows ?? sql`true`;
  const closed = (rows: SQL | undefined) => sql`(${open(rows)}) is not true`;
  return [
    { side: "gains", rows: sql`((${open(has)}) and ${closed(had)})` },
    { side: "losses", rows: sql`((${open(had)}) and ${closed(has)})` },
  ];
}

async function count(
  tx: TenantTx,
  ctx: Context,
  resource: ResourceName,
  counted: Counted[],
  asked: readonly string[],
): Promise<{ side: Side; change: Change }[]> {
  if (counted.length === 0) return [];
  const table = tables[resource];
  const reading = `${resource}:read` as const;
  // How many records a condition holds for tells what is in its fields.
  const open = ctx.access.fields(reading).limited
    ? asked.map((field) => ctx.where(reading, table, field))
    : [];
  const figures = Object.fromEntries(
    counted.map(({ rows }, at) => [`n${at}`, sql<number>`(count(*) filter (where ${rows}))::int`]),
  );
  const [row] = await tx
    .select(figures)
    .from(table)
    .where(within(ctx, table, and(isNull(table.deletedAt), ctx.where(reading, table), ...open)));
  return counted.map(({ side, permission, field }, at) => ({
    side,
    change: { permission, field, count: row?.[`n${at}`] ?? 0 },
  }));
}
