import { and, eq, isNull } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { controlDb } from "@/db/control";
import { signedIn } from "@/db/factories";
import { fillEveryTable } from "@/db/factories/full";
import { readResident } from "@/db/move/residents";
import { openPlace } from "@/db/move/sessions";
import { isolationLevels, jobs, placements, tenants } from "@/db/schema/control";
import { auditLogs } from "@/db/schema/tenant";
import { withTenant } from "@/db/tenant";
import { within } from "@/db/within";
import { createDeal } from "@/lib/deals/commands";
import { verifyWorkspace } from "@/lib/kernel/audit-anchors";
import { contextOf } from "@/lib/kernel/context";
import { listStages } from "@/lib/pipelines/queries";
import { searchAll } from "@/lib/search/queries";
import { hashesAt, move, removeOwnPlaces } from "./moves.fixture";
import { purgeSource } from "./purge";

const directions = isolationLevels.flatMap((from) =>
  isolationLevels.filter((to) => to !== from).map((to) => [from, to] as const),
);

describe("a tenant that moves", { timeout: 60_000 }, () => {
  it.each(directions)("from %s to %s is what it was, and lives there", async (from, to) => {
    const { ctx, headers, tenant } = await signedIn("owner", { isolationLevel: from });
    const { tenantId } = tenant;
    await fillEveryTable(ctx);
    const before = await hashesAt(tenant.placement, tenantId);
    for (const { rows } of Object.values(before)) expect(rows).toBeGreaterThan(0);

    const points: string[] = [];
    const done = await move(tenantId, to, { at: async (point) => void points.push(point) });
    expect(done).toMatchObject({ step: "done", error: null });
    const { audit_logs, audit_heads, ...others } = before;
    const after = await hashesAt(done.to, tenantId);
    expect(after).toMatchObject(others);
    // The move's own entry.
    expect(after.audit_logs?.rows).toBe((audit_logs?.rows ?? 0) + 1);
    expect(done.proof).toEqual(
      Object.fromEntries(Object.entries(before).map(([name, hash]) => [name, { from: hash, to: hash }])),
    );
    expect(done.cutoverMs).toBeGreaterThan(0);

    const now = await contextOf(headers);
    expect(now.placement).toEqual(done.to);
    expect(now.placement).toMatchObject({ isolationLevel: to, epoch: 2 });
    const [row] = await controlDb()
      .select({ level: tenants.isolationLevel, epoch: placements.epoch })
      .from(tenants)
      .innerJoin(placements, eq(placements.tenantId, tenants.id))
      .where(eq(tenants.id, tenantId));
    expect(row).toEqual({ level: to, epoch: 2 });
    const reports = await verifyWorkspace(tenantId);
    expect(reports?.flatMap(({ findings }) => findings)).toEqual([]);
    const entries = await withTenant(now, "read only", (tx) =>
      tx
        .select({ changes: auditLogs.changes })
        .from(auditLogs)
        .where(within(now, auditLogs, eq(auditLogs.action, "workspace.moved"))),
    );
    expect(entries).toEqual([
      {
        changes: {
          before: { isolationLevel: from, epoch: 1 },
          after: { isolationLevel: to, epoch: 2 },
        },
      },
    ]);

    // The context from before, with the place of before, reads and writes without noticing.
    const [stage] = await listStages(ctx, {});
    await createDeal(ctx, { title: "After the move", stageId: stage?.id ?? "", currency: "USD" });
    expect(JSON.stringify(await searchAll(now, { q: "hanami" }))).toContain("花見");

    await purgeSource(done.id);
    await purgeSource(done.id);
    const left = await openPlace({ ...tenant.placement, databaseName: null });
    const [leftovers] = await left.sql`
      select (select count(*)::int from pg_namespace where nspname = ${from === "schema" ? tenant.placement.schemaName : ""}) +
             (select count(*)::int from pg_database where datname = ${tenant.placement.databaseName ?? ""}) as count`;
    expect(leftovers?.count).toBe(0);
    expect(await readResident(left.sql, tenantId)).toEqual(
      to === "database" ? null : expect.objectContaining({ state: "open", epoch: 2 }),
    );
    await left.close();
    if (from === "shared") {
      const gone = Object.values(await hashesAt(tenant.placement, tenantId));
      expect(gone.reduce((sum, { rows }) => sum + rows, 0)).toBe(0);
    }
    expect((await listStages(now, {})).length).toBe(6);
    const open = await controlDb()
      .select({ kind: jobs.kind, state: jobs.state })
      .from(jobs)
      .where(and(eq(jobs.tenantId, tenantId), eq(jobs.kind, "tenant_audit"), isNull(jobs.finishedAt)));
    expect(open).toEqual([]);
    await removeOwnPlaces(tenantId);
  });
});
