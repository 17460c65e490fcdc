import { env } from "@/lib/env";
import { dropPlace } from "../migrate/place";
import { type Placement, placeFor } from "../placement";
import { forgetPlace } from "../pools";
import { deleteTenantRows } from "../rows/delete";
import type { OwnerSession } from "../rows/session";
import { nameOf, tenantTables } from "../rows/tables";
import { removeResident } from "./residents";
import { openPlace } from "./sessions";

/** Which server and database, as the placement names them. */
const databaseOf = ({ host, port, databaseName }: Placement): string => {
  const main = new URL(env.DATABASE_URL);
  return JSON.stringify([
    host ?? main.hostname,
    Number(port ?? (main.port || 5432)),
    databaseName ?? decodeURIComponent(main.pathname.slice(1)),
  ]);
};

export const isSameDatabase = (a: Placement, b: Placement): boolean => databaseOf(a) === databaseOf(b);

export const isSamePlace = (a: Placement, b: Placement): boolean =>
  isSameDatabase(a, b) && a.schemaName === b.schemaName;

/** In the database of the control plane. */
export const isMain = (placement: Placement): boolean => isSameDatabase(placement, mainPlace);

export const mainPlace: Placement = {
  isolationLevel: "shared",
  host: null,
  port: null,
  databaseName: null,
  schemaName: "shared",
  secretReference: null,
  epoch: 0,
};

/** Takes away the rows that a tenant has at a place, and leaves the tables. */
export async function emptyPlace(
  session: OwnerSession,
  { isolationLevel, schemaName }: Placement,
  tenantId: string,
): Promise<void> {
  if (isolationLevel === "shared") {
    await deleteTenantRows(session, schemaName, tenantId);
    return;
  }
  const tables = await tenantTables(session.sql, schemaName);
  await session.sql.unsafe(`truncate ${tables.map(nameOf).join(", ")}`);
}

/**
 * Takes away all that a tenant has at a place: its rows, or its schema, or its database; and the place's line in the list of residents.
 * A database that somebody else named is left, empty. Run again after a kill, it finishes.
 */
export async function removePlace(placement: Placement, tenantId: string): Promise<void> {
  const { isolationLevel, databaseName, schemaName } = placement;
  await forgetPlace(placement);
  if (isolationLevel === "database" && databaseName === placeFor(tenantId, "database").databaseName) {
    await dropPlace(placement);
    return;
  }
  const session = await openPlace(placement);
  try {
    if (isolationLevel === "shared") await deleteTenantRows(session, schemaName, tenantId);
    else await dropPlace({ ...placement, isolationLevel: "schema" });
    await removeResident(session.sql, tenantId, placement);
  } finally {
    await session.close();
  }
}
