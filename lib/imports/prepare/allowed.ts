import type { Context } from "@/lib/kernel";
import { Forbidden } from "@/lib/kernel/errors";
import { type Resource, resources } from "@/lib/rbac/resources";
import { assertCreate, assertEdit } from "@/lib/records/edit";
import { mayAll } from "@/lib/records/many";
import type { Adapter, Columns } from "../entities/types";
import type { Existing } from "./match";

/** What the member may write of a file: each answers a row's columns, or throws why not. */
export type Allowed = {
  create: (columns: Columns) => Columns;
  update: (existing: Existing, columns: Columns) => Columns;
  /** Refuses a row that names a hidden field, before it is compared: whether it differs would tell what is hidden. */
  compare: (existing: Existing, columns: Columns) => void;
};

/** Null for who may write all records of the entity with all their fields: nothing is asked row by row then. */
export function allowedOf(ctx: Context, { entity, table }: Adapter): Allowed | null {
  const permissions = [`${entity}:read`, `${entity}:create`, `${entity}:update`] as const;
  const all = permissions.every(
    (permission) => mayAll(ctx, permission, table) && !ctx.access.fields(permission).limited,
  );
  if (all) return null;
  const { attributes }: Resource = resources[entity];
  return {
    create: (columns) => assertCreate(ctx, entity, columns),
    update: (existing, columns) => {
      if (!ctx.can(`${entity}:update`, existing))
        throw new Forbidden(`You may not change this ${entity} (${entity}:update)`);
      assertEdit(ctx, entity, existing, columns);
      return columns;
    },
    compare: (existing, columns) => {
      const hidden = Object.keys(columns).filter(
        (field) => field in attributes && !ctx.can(`${entity}:read`, existing, field),
      );
      if (hidden.length === 0) return;
      const names = hidden.map((field) => attributes[field]?.label ?? field).join(", ");
      throw new Forbidden(`${names}: hidden from you in this ${entity}, so it cannot be imported`);
    },
  };
}
