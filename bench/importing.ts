import { performance } from "node:perf_hooks";
import { pipeline } from "node:stream/promises";
import postgres from "postgres";
import { newId } from "@/db/columns";
import { acmeStages, importAcme } from "@/db/demo/acme";
import { makeTenant } from "@/db/factories";
import { copyOut } from "@/db/rows/copy";
import { systemContext } from "@/lib/kernel";
import { median } from "./measure";
import type { Ratio } from "./report";

const ROUNDS = 3;
/** In the order of their references. */
const TABLES = ["members", "pipelines", "pipeline_stages", "products", "companies", "deals"];

/** (c) Importing the pipeline (8,800 deals, 85 accounts, 7 products) against COPY of the very same rows into the same tables. */
export async function importing(adminUrl: string): Promise<Ratio[]> {
  const imported: number[] = [];
  const copied: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const tenant = await makeTenant({ stages: acmeStages });
    const ctx = await systemContext({ tenant: tenant.slug, reason: "benchmark" });
    imported.push(await seconds(() => importAcme(ctx)));
    const rows = await readRows(adminUrl, tenant.tenantId, newId());
    copied.push(await seconds(() => copyRows(adminUrl, rows)));
  }
  const [mine, floor] = [median(imported), median(copied)];
  return [
    {
      name: "import of the pipeline's files / COPY of the same rows",
      value: mine / floor,
      detail: `${mine.toFixed(2)} s / ${floor.toFixed(2)} s, with 8,800 deals`,
    },
  ];
}

async function seconds(run: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await run();
  return (performance.now() - start) / 1000;
}

type Rows = { table: string; columns: string; text: string };

/** What COPY reads: the rows of one tenant, as rows of another. */
async function readRows(adminUrl: string, from: string, to: string): Promise<Rows[]> {
  const sql = postgres(adminUrl, { max: 1, onnotice: () => {} });
  const all: Rows[] = [];
  for (const table of TABLES) {
    const [found] = await sql<{ columns: string }[]>`
      select string_agg(quote_ident(column_name), ', ' order by ordinal_position) as columns from information_schema.columns
       where table_schema = 'shared' and table_name = ${table} and is_generated = 'NEVER'`;
    const columns = found?.columns ?? "";
    const query = `copy (select ${columns} from shared.${table} where tenant_id = '${from}') to stdout`;
    const text = await sql.begin(async (tx) => {
      let read = "";
      for await (const chunk of await copyOut(tx, query)) read += chunk;
      return read;
    });
    all.push({ table, columns, text: text.replaceAll(from, to) });
  }
  await sql.end();
  return all;
}

async function copyRows(adminUrl: string, rows: Rows[]): Promise<void> {
  const sql = postgres(adminUrl, { max: 1, onnotice: () => {} });
  await sql.begin(async (tx) => {
    for (const { table, columns, text } of rows) {
      const writable = await tx.unsafe(`copy shared.${table} (${columns}) from stdin`).writable();
      await pipeline([text], writable);
    }
  });
  await sql.end();
}
