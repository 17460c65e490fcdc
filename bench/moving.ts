import { performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { inControl } from "@/db/control";
import { adminOf, signIn } from "@/db/factories";
import type { IsolationLevel } from "@/db/placement";
import { createCompany } from "@/lib/companies/commands";
import type { Context } from "@/lib/kernel";
import { planMove } from "@/lib/tenancy/moves/plan";
import type { Move } from "@/lib/tenancy/moves/queries";
import { runMove } from "@/lib/tenancy/moves/run";
import type { ProvisionedTenant } from "@/lib/tenancy/provision";
import { copying } from "./copying";
import { fill } from "./data";
import type { Ratio } from "./report";

const DEALS = 60_000;
const OTHERS = 20_000;
const WRITERS = 8;
/** Between two writes of one writer: people write more slowly, and without any the processors would be full, not the lock. */
const PAUSE_MS = 20;

/** Moving a workspace of 100,000 rows, against COPY of the same rows from one place to the other; and how long its writers wait. */
export async function moving(): Promise<Ratio[]> {
  const [tenant] = await fill(1, DEALS);
  if (!tenant) throw new Error("There is no workspace to move.");
  await enlarge(tenant);
  const { ctx } = await signIn(tenant, "owner");
  const toSchema = await throughput(tenant.tenantId, "schema");
  const toDatabase = await throughput(tenant.tenantId, "database");
  return [toSchema, toDatabase, await cutover(ctx)];
}

/** Contacts and activities beside the deals. */
async function enlarge(tenant: ProvisionedTenant): Promise<void> {
  const { tenantId } = tenant;
  const sql = adminOf(tenant);
  await sql`insert into contacts (tenant_id, id, first_name, last_name, name_key, company_id, custom_fields)
    select ${tenantId}, uuidv7(), 'Amara', 'Abbott ' || n, 'abbott ' || n || ' amara', accounts[1 + n % 85], '{"tier": "gold"}'
      from (select array_agg(id) as accounts from companies where tenant_id = ${tenantId}) c, generate_series(1, ${OTHERS}::int) n`;
  await sql`insert into activities (tenant_id, id, type, subject, body, contact_id)
    select tenant_id, uuidv7(), 'call', 'Send the offer', 'They asked for the prices of next year.', id
      from contacts where tenant_id = ${tenantId}`;
  await sql`analyze contacts, activities`;
  await sql.end();
}

async function throughput(tenantId: string, to: IsolationLevel): Promise<Ratio> {
  const start = performance.now();
  const move = await moveTo(tenantId, to);
  const seconds = (performance.now() - start) / 1000;
  const rows = Object.values(move.proof ?? {}).reduce((sum, { to: table }) => sum + table.rows, 0);
  const floor = await copying(tenantId, move.from, move.to);
  if (floor.rows < rows) throw new Error("The floor copied fewer rows than the move.");
  return {
    name: `rows/s of a move to ${to} / of COPY piped into COPY`,
    value: rows / seconds / (floor.rows / floor.seconds),
    target: { atLeast: 0.3 },
    detail: `${perSecond(rows, seconds)} / ${perSecond(floor.rows, floor.seconds)}, with ${rows} rows`,
  };
}

const perSecond = (rows: number, seconds: number): string => (rows / seconds).toFixed(0);

/** Back again while people write: the longest that one of them waited. */
async function cutover(ctx: Context): Promise<Ratio> {
  const waits: number[] = [];
  let moved = false;
  const writers = Array.from({ length: WRITERS }, async () => {
    while (!moved) {
      const start = performance.now();
      await createCompany(ctx, { name: "Hanami Supply" });
      waits.push(performance.now() - start);
      await sleep(PAUSE_MS);
    }
  });
  const move = await moveTo(ctx.tenantId, "shared").finally(() => {
    moved = true;
  });
  await Promise.all(writers);
  const longest = Math.max(...waits);
  return {
    name: "longest wait of a writer during a move / one second",
    value: longest / 1000,
    target: { atMost: 1 },
    detail: `${longest.toFixed(0)} ms, ${WRITERS} writers, ${waits.length} writes; the source was closed for ${move.cutoverMs} ms`,
  };
}

async function moveTo(tenantId: string, to: IsolationLevel): Promise<Move> {
  const { id } = await inControl("read write", (tx) =>
    planMove(tx, { tenantId, to, reason: "benchmark", mine: true }),
  );
  const move = await runMove(id);
  if (move.step !== "done") throw new Error(`The move ended as ${move.step}: ${move.error}`);
  return move;
}
