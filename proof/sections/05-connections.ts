import { deepEqual, equal, ok, rejects } from "node:assert/strict";
import { sql } from "drizzle-orm";
import { createPool, type Pool } from "@/db/client";
import { urlOf } from "@/db/placement";
import { poolOf } from "@/db/pools";
import { codeOf, STALE } from "@/db/refusals";
import { members } from "@/db/schema/tenant";
import { type TenantScope, type TenantTx, withTenant } from "@/db/tenant";
import { plainTransaction } from "@/db/transaction";
import { addMember, backendOf, gate, namesOf } from "@/db/traps.fixture";
import { within } from "@/db/within";
import type { Cast } from "../cast";
import { adminOn } from "../eyes";
import { Section } from "../record";
import type { World } from "../worlds";

/** Section 5: a transaction that outlives its time, holds another one, loses its connection, or goes to the wrong place. */
export async function proveConnections({ callers, foreign }: Cast): Promise<Section> {
  const section = new Section(
    "Kept handles, nested tenants, lost connections, old placements",
    "A transaction works in its own tenant until it ends, and nowhere afterwards, whatever becomes of its connection.",
    "Each accident is brought about on purpose, with one connection for two tenants where they can share one: a handle used after the commit while another tenant has the connection; a tenant entered inside another; a backend ended under a running transaction, with the callback going on, throwing or returning; a condition that turned out undefined; a placement that is not the tenant's, or not any more.",
  );
  for (const [index, { asks }] of callers.entries()) {
    const other = foreign[index] as World;
    await tryHandles(section, asks, other);
    await tryPlacements(section, asks, other);
    if (asks.level !== "database") await tryLost(section, asks, other);
  }
  return section;
}

/** Runs `work` over one connection to the tenant's database. */
async function overOne<T>(scope: TenantScope, work: (pool: Pool) => Promise<T>): Promise<T> {
  const pool = createPool(urlOf(scope.placement, "app"), 1);
  try {
    return await work(pool);
  } finally {
    await pool.destroy();
  }
}

async function tryHandles(section: Section, { ctx: a, level }: World, { ctx: b }: World): Promise<void> {
  const at = `at ${level}`;
  const read = (tx: TenantTx) => tx.select({ id: members.id }).from(members).where(within(a, members));
  await section.holds("a handle kept after the commit", `is refused while another tenant works, ${at}`, () =>
    overOne(a, async (pool) => {
      const kept = await withTenant(a, "read write", async (tx) => ({ tx }), pool);
      await withTenant(
        b,
        "read write",
        () => rejects(async () => read(kept.tx), /transaction is over/),
        level === "database" ? undefined : pool,
      );
    }),
  );
  await section.holds("another tenant inside a tenant", `is refused, ${at}`, () =>
    rejects(
      withTenant(a, "read only", () => withTenant(b, "read only", async () => "in both")),
      /transaction of another tenant is open/,
    ),
  );
  await section.holds("a write inside a read-only transaction", `is refused, ${at}`, async () => {
    await rejects(
      withTenant(a, "read only", () => withTenant(a, "read write", async () => "wrote")),
      /read-only/,
    );
    await rejects(
      withTenant(a, "read only", (tx) => addMember(tx, a, "never")),
      { code: "25006" },
    );
  });
  await section.holds("a condition that is undefined", `is refused before it is sent, ${at}`, () =>
    withTenant(a, "read write", (tx) =>
      rejects(async () => tx.delete(members).where(undefined), /tenant's predicate/),
    ),
  );
  await section.holds(
    "a statement with another tenant's predicate alone",
    `is refused before it is sent, ${at}`,
    () =>
      withTenant(a, "read write", (tx) =>
        rejects(async () => tx.delete(members).where(within(b, members)), /tenant's predicate/),
      ),
  );
}

async function tryPlacements(section: Section, { ctx, level }: World, { ctx: other }: World): Promise<void> {
  const at = `at ${level}`;
  const enter = (placement: TenantScope["placement"]) =>
    withTenant({ tenantId: ctx.tenantId, placement }, "read only", async () => "entered").then(
      String,
      codeOf,
    );
  await section.holds("an epoch that has not come", `is refused, ${at}`, async () =>
    equal(await enter({ ...ctx.placement, epoch: ctx.placement.epoch + 1 }), STALE),
  );
  await section.holds("an epoch that is over", `is refused by the database, ${at}`, () =>
    rejects(
      plainTransaction(poolOf(ctx.placement), "read only", (tx) =>
        tx.execute(
          sql`select app.enter('tenantry_app', ${ctx.placement.schemaName}, ${ctx.tenantId}, 0, false)`,
        ),
      ),
      { code: STALE },
    ),
  );
  await section.holds(
    "an epoch that is over",
    `leads to the tenant's own rows once the product has looked again, ${at}`,
    async () => {
      const seen = await withTenant(
        { tenantId: ctx.tenantId, placement: { ...other.placement, epoch: 0 } },
        "read only",
        (tx) =>
          tx.execute<{ tenant: string }>(
            sql`select distinct tenant_id::text as tenant from ${members} where ${ctx.tenantId}::uuid is not null`,
          ),
      );
      deepEqual(
        seen.map(({ tenant }) => tenant),
        [ctx.tenantId],
      );
    },
  );
  // At `shared`, all tenants have one place.
  if (level !== "shared") {
    await section.holds("another tenant's place", `is refused, ${at}`, async () =>
      equal(await enter(other.placement), STALE),
    );
  }
  await section.holds("a tenant that has moved away", `is refused where it was, ${at}`, async () => {
    const admin = adminOn(ctx);
    const mark = (state: string) =>
      admin`update app.residents set state = ${state} where tenant_id = ${ctx.tenantId}`;
    await mark("moved");
    try {
      equal(await enter(ctx.placement), STALE);
    } finally {
      await mark("open");
    }
  });
}

async function tryLost(section: Section, { ctx: a, level }: World, { ctx: b }: World): Promise<void> {
  const at = `at ${level}`;
  for (const ending of ["goes on writing", "throws", "returns"] as const) {
    await section.holds(
      "a connection lost under a transaction",
      `whose callback ${ending}, with another tenant waiting, ${at}`,
      () => overOne(a, (pool) => loseConnection(a, b, ending, pool)),
    );
  }
  await section.holds("a connection lost in the middle of a statement", `nothing of it is saved, ${at}`, () =>
    overOne(a, async (pool) => {
      const ready = gate();
      let pid = 0;
      const lost = rejects(
        withTenant(
          a,
          "read write",
          async (tx) => {
            await addMember(tx, a, "mid-statement");
            pid = await backendOf(tx, a);
            ready.open();
            await tx.execute(sql`select pg_sleep(60) where ${a.tenantId}::uuid is not null /* tenant_id */`);
          },
          pool,
        ),
        { code: "CONNECTION_LOST" },
      );
      await ready.opened;
      await adminOn()`select pg_terminate_backend(${pid})`;
      await lost;
      const seen = await withTenant(
        b,
        "read only",
        (tx) => tx.select({ tenant: members.tenantId }).from(members).where(within(b, members)),
        pool,
      );
      ok(seen.length > 0 && seen.every(({ tenant }) => tenant === b.tenantId));
      ok(!(await namesOf(a)).includes("mid-statement"));
    }),
  );
}

/** A's backend is ended while its callback waits; B gets the next connection, and A's callback then does what `ending` says. */
async function loseConnection(
  a: TenantScope,
  b: TenantScope,
  ending: "goes on writing" | "throws" | "returns",
  pool: Pool,
): Promise<void> {
  const [ready, entered, aIsOver] = [gate(), gate(), gate()];
  const [before, mark] = [await namesOf(b), `${ending} ${Math.random()}`];
  let pid = 0;
  const lost = rejects(
    withTenant(
      a,
      "read write",
      async (tx) => {
        await addMember(tx, a, mark);
        pid = await backendOf(tx, a);
        ready.open();
        await entered.opened;
        // What the client would send for A's outcome goes out after this tick.
        setImmediate(aIsOver.open);
        if (ending === "throws") throw new Error("A gave up");
        if (ending === "goes on writing") await addMember(tx, a, mark);
      },
      pool,
    ),
    { code: "CONNECTION_LOST" },
  );
  await ready.opened;
  const saved = withTenant(
    b,
    "read write",
    async (tx) => {
      entered.open();
      await aIsOver.opened;
      const seen = await tx
        .select({ name: members.displayName, tenant: members.tenantId })
        .from(members)
        .where(within(b, members));
      ok(seen.every(({ tenant }) => tenant === b.tenantId));
      return seen.map(({ name }) => name).sort();
    },
    pool,
  );
  await adminOn()`select pg_terminate_backend(${pid})`;
  await lost;
  deepEqual(await saved, before);
  ok(!(await namesOf(a)).includes(mark), "What the lost transaction wrote is there.");
}
