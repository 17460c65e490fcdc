import { env } from "@/lib/env";
import type { PlacementRecord } from "./schema/control/placements";

/** Where a tenant's rows live: which database, which schema in it, and since which epoch. */
export type Placement = PlacementRecord;
export type IsolationLevel = Placement["isolationLevel"];

/** A server or database of its own, beyond the installation's. What is left out is the installation's. */
export type Elsewhere = Partial<Pick<Placement, "host" | "port" | "databaseName" | "secretReference">>;

const hex = (tenantId: string): string => tenantId.replaceAll("-", "");

/** The schema of a tenant at the levels `schema` and `database`. */
export const schemaOf = (tenantId: string): string => `tenant_${hex(tenantId)}`;

/** The database of a tenant at the level `database`. It begins with the installation's, since several may share a server. */
const databaseOf = (tenantId: string): string => `${mainDatabase().slice(0, 30)}_${hex(tenantId)}`;

/** The name of the installation's own database. */
export const mainDatabase = (): string => decodeURIComponent(new URL(env.DATABASE_URL).pathname.slice(1));

/** The place that a tenant gets at a level. `elsewhere` counts at the level `database` alone. */
export function placeFor(
  tenantId: string,
  isolationLevel: IsolationLevel,
  epoch = 1,
  elsewhere: Elsewhere = {},
): Placement {
  const here = { host: null, port: null, databaseName: null, secretReference: null };
  if (isolationLevel === "shared") return { ...here, isolationLevel, schemaName: "shared", epoch };
  const schemaName = schemaOf(tenantId);
  if (isolationLevel === "schema") return { ...here, isolationLevel, schemaName, epoch };
  return { ...here, databaseName: databaseOf(tenantId), ...elsewhere, isolationLevel, schemaName, epoch };
}

/** The address of a place's database for a login. @throws Error when its secret is not among PLACEMENT_SECRETS. */
export function urlOf(placement: Placement, login: "app" | "migrator"): string {
  const base = login === "app" ? env.DATABASE_URL : env.MIGRATOR_DATABASE_URL;
  if (!base) throw new Error("MIGRATOR_DATABASE_URL is missing: this process may not change tables.");
  const url = new URL(base);
  if (placement.host) url.hostname = placement.host;
  if (placement.port) url.port = String(placement.port);
  if (placement.databaseName) url.pathname = `/${placement.databaseName}`;
  if (placement.secretReference)
    url.password = encodeURIComponent(secretOf(placement.secretReference)[login]);
  return url.href;
}

function secretOf(reference: string): { app: string; migrator: string } {
  const secret = env.PLACEMENT_SECRETS[reference];
  if (!secret) throw new Error(`PLACEMENT_SECRETS has no entry "${reference}".`);
  return secret;
}
