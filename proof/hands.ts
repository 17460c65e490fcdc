import { type SQL, sql } from "drizzle-orm";
import type { Sql } from "postgres";
import { inControlOf } from "@/db/control";
import { ownerOf } from "@/db/migrate/place";
import type { Placement } from "@/db/placement";
import { type TenantScope, withTenant } from "@/db/tenant";
import { adminOn } from "./eyes";

/**
 * One statement inside one tenant, with whoever's rights. `$tenant` in its text stands for the tenant's own id; answers how many rows it
 * gave or touched.
 */
export type Hand = {
  name: string;
  run(inside: TenantScope, text: string, params?: unknown[]): Promise<number>;
};

/** The product's own way: its role, its transaction, its checks. */
export const application: Hand = {
  name: "the application",
  run: (inside, text, params = []) =>
    withTenant(inside, "read write", async (tx) => counted(await tx.execute(bound(inside, text, params)))),
};

/** What belongs to a tenant in the control plane, as the product reaches it. */
export const controlHand: Hand = {
  name: "the application",
  run: (inside, text, params = []) =>
    inControlOf(inside, "read write", async (tx) => counted(await tx.execute(bound(inside, text, params)))),
};

/** The owner of the tables, which could do anything but for forced row-level security. */
export const owner: Hand = {
  name: "the owner of the tables",
  run: (inside, text, params = []) =>
    ownerOn(inside.placement).begin(async (tx) => {
      const { tenantId, placement } = inside;
      await tx`select app.enter('tenantry_migrator', ${placement.schemaName}, ${tenantId}, ${placement.epoch}, true)`;
      return counted(await tx.unsafe(numbered(text, params.length), [...params, tenantId] as never[]));
    }) as Promise<number>,
};

/** The owner's rights on the control plane, inside a tenant. */
export const controlOwner: Hand = {
  name: "the owner of the tables",
  run: (inside, text, params = []) =>
    ownerOn({ ...inside.placement, databaseName: null }).begin(async (tx) => {
      await tx`select set_config('app.tenant_id', ${inside.tenantId}, true)`;
      return counted(await tx.unsafe(numbered(text, params.length), [...params, inside.tenantId] as never[]));
    }) as Promise<number>,
};

const counted = (rows: { length: number; count?: number }): number => rows.count ?? rows.length;

/** Every statement binds the tenant's id, as the product's own do: else it would be refused before it is sent. */
const ownId = "/* tenant_id */";

function bound({ tenantId }: TenantScope, text: string, params: unknown[]): SQL {
  const parts = text.split(/\$(tenant|\d+)/);
  const pieces = parts.map((part, at) =>
    at % 2 === 0 ? sql.raw(part) : sql`${part === "tenant" ? tenantId : params[Number(part) - 1]}`,
  );
  return sql`${sql.join(pieces)} ${sql.raw(ownId)}`;
}

const numbered = (text: string, before: number): string => text.replaceAll("$tenant", `$${before + 1}`);

const owners = new Map<string, Sql>();

function ownerOn(placement: Placement): Sql {
  const name = placement.databaseName ?? "";
  const known = owners.get(name);
  if (known) return known;
  const made = ownerOf(placement);
  owners.set(name, made);
  return made;
}

/** Closes the owners' connections. */
export async function closeHands(): Promise<void> {
  await Promise.all([...owners.values()].map((connection) => connection.end()));
  owners.clear();
}

/** A row of a tenant as JSON, as the administrator sees it; of the control plane when `schema` says so. */
export async function rowOf(
  scope: TenantScope,
  table: string,
  schema = scope.placement.schemaName,
): Promise<Record<string, unknown> | null> {
  const sql = schema === "control" ? adminOn() : adminOn(scope);
  const [found] = await sql.unsafe<{ row: Record<string, unknown> }[]>(
    `select to_jsonb(t) as row from ${schema}."${table}" t where tenant_id = $1::uuid order by t::text limit 1`,
    [scope.tenantId],
  );
  return found?.row ?? null;
}
