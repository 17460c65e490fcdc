import type { SQL } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import type { Context } from "@/lib/kernel";
import { Forbidden } from "@/lib/kernel/errors";
import type { Permission } from "@/lib/rbac/permissions";
import { type Resource, resourceOf } from "@/lib/rbac/resources";
import { storedColumns, type Where } from "./source";

export type Deletable = PgTable & {
  tenantId: PgColumn;
  id: PgColumn;
  deletedAt: PgColumn;
  version: PgColumn;
};
type Stored = Record<string, unknown> & { id: string };

/** As many names as can be read in one sentence. */
const NAMED = 5;

/**
 * The ids of many records that the member may do this with, locked until the end; undefined when there is nothing to ask. Records that
 * they may not even read are left out, as if they were not there.
 * @throws Forbidden when some may be read and not this: it names them, and nothing is done.
 */
export async function lockAllowed(
  { ctx, tx }: Where,
  table: Deletable,
  permission: Permission,
  where: SQL,
  field?: string,
): Promise<string[] | undefined> {
  if (ctx.where(permission, table, field) === undefined) return undefined;
  const rows = (await tx.select(storedColumns(table)).from(table).where(where).for("update")) as Stored[];
  const reading = permission.replace(/:\w+$/, ":read") as Permission;
  const readable = rows.filter((row) => ctx.can(reading, row));
  const refused = readable.filter((row) => !ctx.can(permission, row, field));
  if (refused.length > 0) throw refusal(permission, refused, readable.length);
  return readable.map(({ id }) => id);
}

function refusal(permission: Permission, refused: Stored[], of: number): Forbidden {
  const { one, attributes }: Pick<Resource, "one" | "attributes"> = resourceOf(permission) ?? {
    one: "record",
    attributes: {},
  };
  const named = Object.keys(attributes).filter((key) => attributes[key]?.isName && key !== "type");
  const names = refused
    .slice(0, NAMED)
    .map(
      (row) =>
        `“${named
          .map((key) => row[key])
          .filter(Boolean)
          .join(" ")}”`,
    )
    .concat(refused.length > NAMED ? [`${refused.length - NAMED} more`] : []);
  const message =
    of === 1
      ? `You may not do this with this ${one} (${permission}).`
      : `You may not do this with ${refused.length} of these ${of} (${permission}): ${names.join(", ")}. Nothing was changed: leave them out.`;
  return new Forbidden(message, { permission, ids: refused.map(({ id }) => id) });
}

/** Whether the member may do this with every record of a table. */
export const mayAll = (ctx: Context, permission: Permission, table: PgTable): boolean =>
  ctx.can(permission) && ctx.where(permission, table) === undefined;
