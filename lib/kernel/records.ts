import type { Permission } from "@/lib/rbac/permissions";
import type { RecordAttributes } from "@/lib/rbac/policy";
import { fieldsOf, resourceOf } from "@/lib/rbac/resources";
import { askedOf, type Context } from "./context";
import { Forbidden, NotFound } from "./errors";
import { whyNot } from "./why-not";

/**
 * Refuses what the member may not do with this one record. Give the record with all of its attributes, as it is stored: what a
 * condition asks for and does not find counts as null.
 * @throws NotFound for a record that the member may not even read; Forbidden otherwise.
 */
export function assertCan(ctx: Context, permission: Permission, record: RecordAttributes): void {
  if (ctx.can(permission, record)) return;
  const reading = readingOf(permission);
  if (permission === reading || !ctx.can(reading, record)) throw new NotFound();
  throw new Forbidden(whyNotRecord(ctx, permission), { permission });
}

/**
 * Refuses a change of attributes that the member may not write on this record. What is no attribute of the resource goes with the record.
 * @throws Forbidden, which names the fields.
 */
export function assertFields(
  ctx: Context,
  permission: Permission,
  record: RecordAttributes,
  changed: Iterable<string>,
): void {
  if (!ctx.access.fields(permission).limited) return;
  const resource = resourceOf(permission);
  const labels: Readonly<Record<string, string>> = resource ? fieldsOf(resource) : {};
  const refused = [...changed].filter((key) => !ctx.can(permission, record, key));
  if (refused.length === 0) return;
  const names = refused.map((key) => labels[key] ?? key);
  throw new Forbidden(`You may not change ${names.join(", ")} here (${permission}). Nothing was saved.`, {
    permission,
    fields: refused,
  });
}

/**
 * Takes out of rows what the member may not read: the attribute is null, and named in `hidden`. `recordOf` answers the record of a row
 * when the row itself does not have the attributes that rules go by; `along` names what else of a row tells an attribute (its
 * company's name, for a company's id).
 */
export function masked<Row extends Readonly<Record<string, unknown>>>(
  ctx: Context,
  permission: Permission,
  rows: readonly Row[],
  options: {
    recordOf?: (row: Row) => RecordAttributes;
    along?: Readonly<Record<string, readonly (keyof Row & string)[]>>;
  } = {},
): (Row & { hidden?: string[] })[] {
  const resource = resourceOf(permission);
  const { limited, always } = ctx.access.fields(permission);
  if (!limited || !resource) return [...rows];
  const unsure = Object.keys(fieldsOf(resource)).filter((name) => !always.has(name));
  const request = askedOf(ctx);
  return rows.map((row) => {
    const readable = ctx.access.visible(permission, options.recordOf?.(row) ?? row, { request });
    const hidden = unsure.filter((name) => !readable.has(name));
    const keys = hidden.flatMap((name) => [name, ...(options.along?.[name] ?? [])]);
    const taken = keys.filter((key) => key in row).map((key) => [key, null]);
    return { ...row, ...Object.fromEntries(taken), hidden };
  });
}

const readingOf = (permission: Permission) =>
  `${permission.slice(0, permission.indexOf(":"))}:read` as Permission;

/** Why this one record is out of reach, to who may do the same with others, or not at all. */
function whyNotRecord(ctx: Context, permission: Permission): string {
  const resource = resourceOf(permission);
  if (!resource || !ctx.can(permission)) return whyNot(permission, ctx);
  return `You may do this with other ${resource.many}, and not with this one (${permission}).`;
}
