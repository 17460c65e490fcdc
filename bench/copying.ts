import { performance } from "node:perf_hooks";
import { pipeline } from "node:stream/promises";
import { newId } from "@/db/columns";
import { adminOf } from "@/db/factories";
import { dropPlace, preparePlace } from "@/db/migrate/place";
import { type Placement, placeFor } from "@/db/placement";
import { copyOut } from "@/db/rows/copy";
import { listOf, nameOf, rowsOf, tenantTables } from "@/db/rows/tables";

const PACKET = 64 * 1024;

/**
 * The floor of a move: the same rows by COPY TO piped into COPY FROM, as an administrator, into tables with their indexes, with nothing
 * compared. (`pg_dump | psql` would be the same stream; the PostgreSQL that Tenantry brings along has neither.)
 */
export async function copying(
  tenantId: string,
  from: Placement,
  { isolationLevel }: Placement,
): Promise<{ rows: number; seconds: number }> {
  const place = placeFor(newId(), isolationLevel);
  await preparePlace(place);
  const source = adminOf({ tenantId, placement: from });
  const target = adminOf({ tenantId, placement: place });
  const tables = await tenantTables(source, from.schemaName);
  let rows = 0;
  const start = performance.now();
  await source.begin((reading) =>
    target.begin(async (writing) => {
      await writing`set constraints all deferred`;
      for (const table of tables) {
        const columns = listOf(table.columns);
        const into = nameOf({ schema: place.schemaName, name: table.name });
        const rows = await copyOut(
          reading,
          `copy (select ${columns} from ${nameOf(table)} where ${rowsOf(tenantId)}) to stdout`,
        );
        await pipeline(
          rows,
          packets,
          await writing.unsafe(`copy ${into} (${columns}) from stdin`).writable(),
        );
      }
    }),
  );
  const seconds = (performance.now() - start) / 1000;
  for (const { name } of tables) {
    const [count] = await target<{ rows: number }[]>`select count(*)::int as rows from ${target(name)}`;
    rows += count?.rows ?? 0;
  }
  await Promise.all([source.end(), target.end()]);
  await dropPlace(place);
  return { rows, seconds };
}

/** Rows come one by one. */
async function* packets(rows: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  let waiting: Buffer[] = [];
  let size = 0;
  for await (const row of rows) {
    waiting.push(row);
    size += row.length;
    if (size < PACKET) continue;
    yield Buffer.concat(waiting, size);
    waiting = [];
    size = 0;
  }
  yield Buffer.concat(waiting, size);
}
