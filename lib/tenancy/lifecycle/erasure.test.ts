import { and, eq, inArray, sql } from "drizzle-orm";
import type { Sql } from "postgres";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { controlDb, inControl } from "@/db/control";
import { adminOf, makeTenant, signedIn } from "@/db/factories";
import { fillEveryTable } from "@/db/factories/full";
import { currentLevel } from "@/db/factories/level";
import { jobs, placementMoves, tenants, verifications } from "@/db/schema/control";
import { env } from "@/lib/env";
import { runJob } from "@/lib/jobs/run";
import { deleteTenant, restoreTenant } from "./deletion";
import { eraseTenant, erasureHandlers } from "./erase";
import { beginErasure, ERASE, listErasures, receiptOf } from "./erasure";
import { bySystem } from "./happening";
import { purgeDeleted } from "./purge";

let admin: Sql;
beforeAll(() => {
  admin = postgres(env.ADMIN_DATABASE_URL ?? "", { max: 1, onnotice: () => {} });
});
afterAll(() => admin.end());

const quiet = async () => {};
const remove = (tenantId: string) =>
  bySystem("test", (tx) => deleteTenant(tx, { tenantId, by: { reason: "test" } }));
const confirm = (tenantId: string, name = "Acme") =>
  inControl("read write", (tx) =>
    beginErasure(tx, { tenantId, confirm: name, confirmedBy: "Noor Haddad", mine: true }),
  );

/** A workspace with a row in every table, deleted. */
async function deleted() {
  const { tenant, ctx } = await signedIn("owner");
  await fillEveryTable(ctx);
  await controlDb()
    .insert(verifications)
    .values({
      identifier: `enter:${tenant.tenantId}:abc`,
      value: "x",
      expiresAt: new Date(Date.now() + 1000),
    });
  await remove(tenant.tenantId);
  return { tenant, ctx, tenantId: tenant.tenantId };
}

/** Tables of the main database that still hold something of the tenant, in whichever schema and under whichever column. */
async function tracesOf(tenantId: string): Promise<string[]> {
  const columns = await admin<{ schema: string; name: string; column: string }[]>`
    select n.nspname as schema, c.relname as name, a.attname as column
      from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
     where (n.nspname in ('control', 'shared', 'app') or n.nspname = ${`tenant_${tenantId.replaceAll("-", "")}`})
       and c.relkind in ('r', 'p') and not c.relispartition and a.attnum > 0 and not a.attisdropped
       and format_type(a.atttypid, null) in ('uuid', 'text', 'jsonb')`;
  const traces = new Set<string>();
  for (const { schema, name, column } of columns) {
    const [row] = await admin`
      select exists (select from ${admin(schema)}.${admin(name)} t where t.${admin(column)}::text like ${`%${tenantId}%`}) as found`;
    if (row?.found) traces.add(`${schema}.${name}`);
  }
  return [...traces].sort();
}

/** What is kept on purpose: the receipt, and what the platform's log says, with the end of its chain. */
const KEPT = ["control.platform_audit_heads", "control.platform_audit_logs", "control.tenant_erasures"];

async function placeIsGone({ placement }: Awaited<ReturnType<typeof deleted>>["tenant"]): Promise<boolean> {
  const [row] = await admin`
    select (select count(*) from pg_namespace where nspname = ${placement.schemaName} and nspname <> 'shared')
         + (select count(*) from pg_database where datname = ${placement.databaseName ?? ""}) as left`;
  return Number(row?.left) === 0;
}

describe("erasing a workspace", () => {
  it("leaves a receipt and the platform's log, and no other row anywhere", async () => {
    const gone = await deleted();
    const stays = await deleted();
    const end = await adminOf(gone.ctx);
    const [head] =
      await end`select seq::int, encode(hash, 'hex') as hash from audit_heads where tenant_id = ${gone.tenantId}`;
    const [{ rows: companies } = { rows: 0 }] = await end<
      { rows: number }[]
    >`select count(*)::int as rows from companies where tenant_id = ${gone.tenantId}`;
    await end.end();
    await confirm(gone.tenantId);
    const receipt = await eraseTenant(gone.tenantId, quiet);
    expect(receipt).toMatchObject({
      name: "Acme",
      slug: gone.tenant.slug,
      isolationLevel: currentLevel(),
      confirmedBy: "Noor Haddad",
      erasedAt: expect.any(Date),
      auditSeq: head?.seq,
      auditHash: head?.hash,
      counts: expect.objectContaining({ companies, "control.memberships": 1, "control.placements": 1 }),
    });
    expect(await tracesOf(gone.tenantId)).toEqual(KEPT);
    expect(await placeIsGone(gone.tenant)).toBe(true);
    expect((await listErasures(controlDb())).map(({ tenantId }) => tenantId)).toContain(gone.tenantId);

    // The other one is as it was, and can be brought back.
    await bySystem("test", (tx) => restoreTenant(tx, stays.tenantId));
    const [entry] = await admin`
      select action, actor_reason, changes from control.platform_audit_logs where tenant_id = ${gone.tenantId} order by seq desc limit 1`;
    expect(entry).toMatchObject({
      action: "tenant.erased",
      actor_reason: "Noor Haddad",
      changes: { before: { counts: { companies }, auditHash: head?.hash } },
    });
  });

  it("asks for a deleted workspace, its exact name, and one that is not on the move", async () => {
    const { tenantId, placement } = await makeTenant();
    await expect(confirm(tenantId)).rejects.toMatchObject({ code: "conflict" });
    await remove(tenantId);
    await expect(confirm(tenantId, "acme")).rejects.toMatchObject({ code: "invalid" });
    const [move] = await controlDb()
      .insert(placementMoves)
      .values({ tenantId, from: placement, to: { ...placement, epoch: 2 } })
      .returning({ id: placementMoves.id });
    await expect(confirm(tenantId)).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("being moved"),
    });
    await controlDb()
      .delete(placementMoves)
      .where(eq(placementMoves.id, move?.id ?? ""));
    await expect(eraseTenant(tenantId, quiet)).rejects.toMatchObject({ code: "not_found" });
    await confirm(tenantId);
    await expect(bySystem("test", (tx) => restoreTenant(tx, tenantId))).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("being erased"),
    });
  });

  it.each(["counting what there is", "deleting the workspace's rows", "deleting what the control plane"])(
    "killed while %s, it goes on, and counts what there was before",
    async (step) => {
      const { tenantId, tenant } = await deleted();
      await confirm(tenantId);
      const dying = eraseTenant(tenantId, async (progress) => {
        if (progress.step?.startsWith(step)) throw new Error("killed");
      });
      await expect(dying).rejects.toThrow("killed");
      const receipt = await eraseTenant(tenantId, quiet);
      expect(receipt.counts?.companies).toBeGreaterThan(0);
      expect(await tracesOf(tenantId)).toEqual(KEPT);
      expect(await placeIsGone(tenant)).toBe(true);
      // Once more changes nothing.
      expect(await eraseTenant(tenantId, quiet)).toEqual(receipt);
    },
  );

  it("two at once erase it once", async () => {
    const { tenantId } = await deleted();
    await confirm(tenantId);
    const [one, other] = await Promise.all([eraseTenant(tenantId, quiet), eraseTenant(tenantId, quiet)]);
    expect(one).toEqual(other);
    expect(await tracesOf(tenantId)).toEqual(KEPT);
  });

  it("waits for a write that has begun, and no other begins", async () => {
    const { ctx, tenantId } = await deleted();
    const writer = adminOf(ctx);
    await confirm(tenantId);
    const [before] = await writer`select count(*)::int as rows from products where tenant_id = ${tenantId}`;
    let erased: ReturnType<typeof eraseTenant> | undefined;
    await writer.begin(async (tx) => {
      await tx`select pg_advisory_xact_lock_shared(app.tenant_lock(${tenantId}))`;
      erased = eraseTenant(tenantId, quiet);
      await untilWaiting(tx);
      await tx`insert into products (tenant_id, id, name, name_key, currency)
        values (${tenantId}, gen_random_uuid(), 'GTX', 'gtx', 'USD')`;
    });
    await writer.end();
    expect((await erased)?.counts?.products).toBe(before?.rows + 1);
    expect(await tracesOf(tenantId)).toEqual(KEPT);
  });

  it("after 30 days is asked for by the purge, and done by the worker", async () => {
    const { tenantId } = await deleted();
    const [early, moving] = [await deleted(), await deleted()];
    await controlDb()
      .update(tenants)
      .set({ deletedAt: sql`now() - interval '30 days 1 minute'` as never })
      .where(inArray(tenants.id, [moving.tenantId, tenantId]));
    const { placement } = moving.tenant;
    await controlDb()
      .insert(placementMoves)
      .values({ tenantId: moving.tenantId, from: placement, to: { ...placement, epoch: 2 } });
    await purgeDeleted();
    await purgeDeleted();
    expect(await receiptOf(early.tenantId)).toBeNull();
    // One that is on the move waits, and holds nobody up.
    expect(await receiptOf(moving.tenantId)).toBeNull();
    await controlDb().delete(placementMoves).where(eq(placementMoves.tenantId, moving.tenantId));
    // Claimed for this test, before any other takes it.
    const [job] = await controlDb()
      .update(jobs)
      .set({ state: "running", heartbeatAt: new Date() })
      .where(and(eq(jobs.kind, ERASE), eq(jobs.key, tenantId)))
      .returning();
    if (!job) throw new Error("The purge asked for nothing.");
    await runJob(job, erasureHandlers);
    expect(await receiptOf(tenantId)).toMatchObject({
      confirmedBy: "purge, 30 days after the deletion",
      erasedAt: expect.any(Date),
    });
    expect(await tracesOf(tenantId)).toEqual(KEPT);
  });
});

async function untilWaiting(sql: postgres.TransactionSql): Promise<void> {
  for (;;) {
    const [row] = await sql`
      select exists (select from pg_locks where locktype = 'advisory' and not granted and mode = 'ExclusiveLock') as waits`;
    if (row?.waits) return;
  }
}
