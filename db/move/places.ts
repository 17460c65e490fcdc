import { env } from "@/lib/env";
import { dropPlace } from "../migrate/place";
import type { Placement } from "../placement";
import { forgetPlace } from "../pools";
import { codeOf } from "../refusals";
import { deleteTenantRows } from "../rows/delete";
import type { OwnerSession, OwnerTx } from "../rows/session";
import { nameOf, tenantTables } from "../rows/tables";
import { claimArrivals } from "./claims";
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

/** Takes away the rows that a tenant has at the target of a move, and leaves the tables. */
export async function emptyPlace(
  session: OwnerSession,
  { isolationLevel, schemaName }: Placement,
  tenantId: string,
  fence: OwnerSession,
): Promise<void> {
  const claim = (to: OwnerTx) => claimArrivals(to, fence, tenantId);
  if (isolationLevel === "shared") {
    await deleteTenantRows(session, schemaName, tenantId, claim);
    return;
  }
  const tables = await tenantTables(session.sql, schemaName);
  await session.write(tenantId, async (to) => {
    await claim(to);
    await to.unsafe(`truncate ${tables.map(nameOf).join(", ")}`);
  });
}

/** Whether a database holds anything beside this place's schema and what every tenant needs; null when it is not there. */
export async function holdsOthers(placement: Placement): Promise<boolean | null> {
  const session = await openPlace(placement).catch((error) => {
    if (codeOf(error.cause) !== "3D000") throw error;
    return null;
  });
  if (!session) return null;
  try {
    const [found] = await session.sql`
      select from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname !~ '^(pg_|information_schema$)' and n.nspname <> all(${["app", "extensions", placement.schemaName]}) limit 1`;
    return found !== undefined;
  } finally {
    await session.close();
  }
}

/**
 * Takes away all that a tenant has at a place: its rows, or its schema, or its database, unless that holds anything else; and the
 * place's line in the list of residents. Run again after a kill, it finishes.
 * @throws PlaceUnreachable
 */
export async function removePlace(placement: Placement, tenantId: string): Promise<void> {
  const { isolationLevel, schemaName } = placement;
  await forgetPlace(placement);
  if (isolationLevel === "database" && !(await holdsOthers(placement))) return dropPlace(placement);
  const session = await openPlace(placement);
  try {
    const [list] = await session.sql`select to_regclass('app.residents') is not null as there`;
    // Somebody else's database, in which nothing was begun.
    if (list?.there !== true) return;
    if (isolationLevel === "shared") await deleteTenantRows(session, schemaName, tenantId);
    else await dropPlace({ ...placement, isolationLevel: "schema" });
    await removeResident(session.sql, tenantId, placement);
  } finally {
    await session.close();
  }
}
