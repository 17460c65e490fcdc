import { eq, like } from "drizzle-orm";
import type { Sql } from "postgres";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { adminOf, signedIn } from "@/db/factories";
import { deals, importRows, imports, members } from "@/db/schema/tenant";
import { withTenant } from "@/db/tenant";
import { within } from "@/db/within";
import type { Context } from "@/lib/kernel";
import { cancelImport } from "./commands";
import { draftImport } from "./import-file";
import { getImport } from "./queries";
import { runImport, runImportToEnd } from "./run";

/**
 * What happens to an import in the middle. To stop it there, a row with the key of one of its later rows is inserted from
 * outside and not committed: the import's own insert of that row then waits.
 */
let admin: Sql;
let ctx: Context;

const rows = 3000;
const text = `id,title,agent\n${Array.from({ length: rows }, (_, n) => `K${n},Deal ${n},Agent ${n % 7}`).join("\n")}\n`;
const file = { entity: "deal", fileName: "deals.csv", bytes: new TextEncoder().encode(text) } as const;
const choices = { create: ["owner"] };

beforeEach(async () => {
  ({ ctx } = await signedIn("owner"));
  admin = adminOf(ctx, 4);
});
afterEach(() => admin.end());

const count = {
  deals: () =>
    withTenant(ctx, "read only", (tx) => tx.$count(deals, within(ctx, deals, like(deals.externalId, "K%")))),
  people: () =>
    withTenant(ctx, "read only", (tx) =>
      tx.$count(members, within(ctx, members, like(members.displayName, "Agent %"))),
    ),
  outcomes: () => withTenant(ctx, "read only", (tx) => tx.$count(importRows, within(ctx, importRows))),
};
const stateOf = (id: string) => getImport(ctx, { id });

/** Runs an import up to its second batch, calls `meanwhile` with the backend that waits there, then lets it go on. */
async function inTheMiddle(id: string, meanwhile: (backend: number) => Promise<void>) {
  const blocker = await admin.reserve();
  await blocker`begin`;
  await blocker`
    insert into deals (tenant_id, id, title, title_key, currency, probability, stage_id, external_id)
    select ${ctx.tenantId}, gen_random_uuid(), 'x', 'x', 'USD', 0, id, 'K1500' from pipeline_stages where tenant_id = ${ctx.tenantId} limit 1`;
  const [own] = await blocker<{ pid: number }[]>`select pg_backend_pid() as pid`;
  const ended = runImportToEnd(ctx, { id });
  await meanwhile(await waiterFor(own?.pid ?? 0));
  await blocker`rollback`;
  blocker.release();
  return ended;
}

async function waiterFor(pid: number): Promise<number> {
  for (;;) {
    const [waiting] = await admin<
      { pid: number }[]
    >`select pid from pg_stat_activity where ${pid} = any(pg_blocking_pids(pid))`;
    if (waiting) return waiting.pid;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 50));
}

describe("an import in the middle", () => {
  it("shows how far it is, and nothing of what it writes", async () => {
    const { id } = await draftImport(ctx, file, choices);
    const result = await inTheMiddle(id, async () => {
      await until(async () => (await stateOf(id)).rowsDone === 1000);
      expect(await stateOf(id)).toMatchObject({ state: "running", rowsDone: 1000, rowsTotal: rows });
      expect(await count.deals()).toBe(0);
      await expect(runImport(ctx, { id })).rejects.toThrow("is running or has run");
      const second = await draftImport(ctx, file, choices);
      await expect(runImport(ctx, { id: second.id })).rejects.toThrow("Another import is running");
    });
    expect(result).toMatchObject({ state: "done", counts: { created: rows, related: 7 } });
    expect(await count.deals()).toBe(rows);
    expect(await count.outcomes()).toBe(rows + 7);
  });

  it("writes nothing when it is cancelled, and can be run after all", async () => {
    const { id } = await draftImport(ctx, file, choices);
    const result = await inTheMiddle(id, async () => {
      await cancelImport(ctx, { id });
      // The import learns of it with its next sign of life.
      await until(async () => {
        const [row] =
          await admin`select heartbeat_at > cancel_requested_at as told from imports where id = ${id}`;
        return row?.told === true;
      });
    });
    expect(result).toEqual({ state: "cancelled", failure: "The import was cancelled. Nothing was written." });
    expect([await count.deals(), await count.people(), await count.outcomes()]).toEqual([0, 0, 0]);
    expect(await stateOf(id)).toMatchObject({ state: "cancelled" });
    expect(await runImportToEnd(ctx, { id })).toMatchObject({ state: "done", counts: { created: rows } });
  });

  it("writes nothing when its connection is killed", async () => {
    const { id } = await draftImport(ctx, file, choices);
    const result = await inTheMiddle(id, async (backend) => {
      await admin`select pg_terminate_backend(${backend})`;
    });
    expect(result).toMatchObject({
      state: "failed",
      failure: expect.stringContaining("Nothing was written"),
    });
    expect([await count.deals(), await count.people(), await count.outcomes()]).toEqual([0, 0, 0]);
    expect(await stateOf(id)).toMatchObject({ state: "failed" });
  });

  it("is taken for failed when its process is gone, and can be run again", async () => {
    const { id } = await draftImport(ctx, file, choices);
    await admin`update imports set state = 'running', heartbeat_at = now() - interval '1 minute' where id = ${id}`;
    expect(await stateOf(id)).toMatchObject({
      state: "failed",
      failure: expect.stringContaining("server stopped"),
    });
    expect(await runImportToEnd(ctx, { id })).toMatchObject({ state: "done" });
  });

  it("goes on when nobody waits", async () => {
    const { id } = await draftImport(ctx, file, choices);
    expect(await runImport(ctx, { id })).toEqual({ id });
    await until(async () => (await stateOf(id)).state === "done");
    expect(await count.deals()).toBe(rows);
    const [row] = await withTenant(ctx, "read only", (tx) =>
      tx
        .select({ rows: imports.rowsDone })
        .from(imports)
        .where(within(ctx, imports, eq(imports.id, id))),
    );
    expect(row?.rows).toBe(rows);
  });
});
