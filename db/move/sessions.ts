import type { Placement } from "../placement";
import { codeOf } from "../refusals";
import { OwnerSession } from "../rows/session";
import { type TenantTable, tenantTables } from "../rows/tables";

/** A table at the place where a tenant is, and the one that its rows go to. */
export type TablePair = { name: string; from: TenantTable; to: TenantTable };

/** The two ends of a move: a connection to each, and the tables. */
export type Ends = {
  tenantId: string;
  source: OwnerSession;
  target: OwnerSession;
  /** See `claimArrivals`. */
  fence: OwnerSession;
  tables: TablePair[];
  /** Ends the work at once, also where a stream between the two would never settle. */
  fail: (error: unknown) => void;
};

/** A database that does not answer, named. */
export class PlaceUnreachable extends Error {
  constructor(placement: Placement, cause: unknown) {
    const reason = (cause as Error).message || codeOf(cause);
    super(`The database ${addressOf(placement)} cannot be reached: ${reason}`, { cause });
  }
}

/** The tables of the two places are of different versions of the product. */
export class PlacesDiffer extends Error {
  constructor(table: string) {
    super(
      `The table ${table} is not the same at both places: bring all workspaces to this version first (\`npm run tenantry -- db migrate\`).`,
    );
  }
}

/** Opens both ends and closes them after `work`. What `work` began is dead when this rejects: its connections are closed. */
export async function withEnds<T>(
  { tenantId, from, to, fence }: { tenantId: string; from: Placement; to: Placement; fence: OwnerSession },
  work: (ends: Ends) => Promise<T>,
): Promise<T> {
  const source = await openPlace(from);
  try {
    const target = await openPlace(to);
    try {
      const tables = await pairTables(source, from, target, to);
      return await new Promise<T>((resolve, fail) => {
        const running = work({ tenantId, source, target, fence, tables, fail });
        fence.orLost(source.orLost(target.orLost(running))).then(resolve, fail);
      });
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

export async function openPlace(placement: Placement): Promise<OwnerSession> {
  try {
    return await OwnerSession.open(placement);
  } catch (error) {
    throw new PlaceUnreachable(placement, error);
  }
}

async function pairTables(
  source: OwnerSession,
  from: Placement,
  target: OwnerSession,
  to: Placement,
): Promise<TablePair[]> {
  const [here, there] = await Promise.all([
    tenantTables(source.sql, from.schemaName),
    tenantTables(target.sql, to.schemaName),
  ]);
  const shape = ({ columns, key }: TenantTable) => JSON.stringify([columns, key]);
  for (const table of [...here, ...there]) {
    const [one, other] = [here, there].map((tables) => tables.find(({ name }) => name === table.name));
    if (!one || !other || shape(one) !== shape(other)) throw new PlacesDiffer(table.name);
  }
  return here.flatMap((one) => {
    const other = there.find(({ name }) => name === one.name);
    return other ? [{ name: one.name, from: one, to: other }] : [];
  });
}

function addressOf({ host, port, databaseName }: Placement): string {
  const server = host ? ` on ${host}${port ? `:${port}` : ""}` : "";
  return `${databaseName ?? "of this installation"}${server}`;
}
