import { inArray, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { within } from "@/db/within";
import { type Context, defineCommand, type Verb } from "@/lib/kernel";
import { NotFound } from "@/lib/kernel/errors";
import type { Permission } from "@/lib/rbac/permissions";
import { type Deletable, lockAllowed } from "./many";

type Entity = "company" | "contact" | "deal" | "activity" | "product";

const ids = z.object({
  ids: z.array(z.uuid()).min(1, "Choose at least one record.").max(200, "Choose 200 records at most."),
});

type DeletionVerb = Verb<Context, z.input<typeof ids>, { ids: string[] }>;

/**
 * The commands `entity.delete` (soft: nothing is lost) and `entity.restore` (its undo), for up to 200 records at once: all of them, or
 * none and the answer which ones the member may not delete.
 */
export function defineDeletion(
  entity: Entity,
  table: Deletable,
): { remove: DeletionVerb; restore: DeletionVerb } {
  const permission = `${entity}:delete` as Permission;
  const define = (verb: "delete" | "restore") =>
    defineCommand({
      name: `${entity}.${verb}`,
      permission,
      input: ids,
      run: async ({ ctx, tx, input, audit }) => {
        const there = verb === "delete" ? isNull(table.deletedAt) : isNotNull(table.deletedAt);
        const where: SQL = within(ctx, table, inArray(table.id, input.ids), there);
        const allowed = await lockAllowed({ ctx, tx }, table, permission, where);
        const changed = await tx
          .update(table)
          .set({
            deletedAt: verb === "delete" ? sql`now()` : null,
            version: sql`${table.version} + 1`,
          } as never)
          .where(within(ctx, table, where, allowed && inArray(table.id, allowed)))
          .returning({ id: table.id });
        const found = changed.map((row) => String(row.id));
        if (found.length === 0) throw new NotFound();
        for (const id of found) audit({ action: `${entity}.${verb}d`, resource: { type: entity, id } });
        return { ids: found };
      },
    });
  return { remove: define("delete"), restore: define("restore") };
}
