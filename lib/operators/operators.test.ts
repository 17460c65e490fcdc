import { and, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { controlDb } from "@/db/control";
import { makeCompany, makeUser, signedIn, signedInOperator, unique, visiting } from "@/db/factories";
import { lastAudit } from "@/db/factories/audit";
import { jobs, placementMoves, placements, tenantErasures, tenants } from "@/db/schema/control";
import { createCompany } from "@/lib/companies/commands";
import { contextOf } from "@/lib/kernel/context";
import type { ListState } from "@/lib/lists/state";
import { finishTenant } from "@/lib/tenancy/provision";
import { listPlatformAudit } from "./audit";
import { createTenant } from "./commands";
import { bringBackTenant, eraseTenant, removeTenant, resumeTenant, suspendTenant } from "./lifecycle";
import { listTenantMigrations } from "./migrations";
import { listMoves, runningMoves } from "./moves";
import { moveTenant, stopMove } from "./moving";
import { listPlaces, measurePlace } from "./places";
import { searchTenants } from "./search";
import { getTenant, listTenants } from "./tenants";

const region = { zone: "Europe/Oslo", currency: "NOK", locale: "nb-NO" };

describe("the list of tenants", () => {
  /** 120 tenants of one name, as rows of the control plane alone: this list looks into none. */
  async function many() {
    const mark = unique();
    const made = await controlDb()
      .insert(tenants)
      .values(
        Array.from({ length: 120 }, (_, index) => ({
          slug: `${mark}-${String(index).padStart(3, "0")}`,
          name: `Fjordlys ${mark}`,
          settings: region,
          status: index % 2 ? ("active" as const) : ("suspended" as const),
        })),
      )
      .returning({ id: tenants.id });
    await controlDb()
      .insert(placements)
      .values(
        made.map(({ id }, index) => ({
          tenantId: id,
          isolationLevel: "shared" as const,
          schemaName: "shared",
          rowCount: index < 60 ? index : null,
        })),
      );
    return { mark, ids: made.map(({ id }) => id) };
  }

  it.each(["name", "slug", "rows", "active", "created"] as const)(
    "goes by cursor through all of them, sorted by %s, and back",
    async (key) => {
      const { ctx } = await signedInOperator();
      const { mark, ids } = await many();
      const page = (cursor: ListState["cursor"], descending: boolean) =>
        listTenants(ctx, { q: mark, sort: { key, descending }, cursor });
      for (const descending of [false, true]) {
        const seen: string[] = [];
        let now = await page(null, descending);
        const first = now.rows;
        for (;;) {
          seen.push(...now.rows.map(({ id }) => id));
          expect(now.total).toBe(120);
          if (!now.next) break;
          now = await page({ direction: "after", value: now.next }, descending);
        }
        expect(new Set(seen)).toEqual(new Set(ids));
        expect(seen).toHaveLength(120);
        while (now.previous) now = await page({ direction: "before", value: now.previous }, descending);
        expect(now.rows).toEqual(first);
      }
    },
  );

  it("finds by name and address, and filters by level and status", async () => {
    const { ctx } = await signedInOperator();
    const { mark } = await many();
    const total = async (input: Parameters<typeof listTenants>[1]) => (await listTenants(ctx, input)).total;
    expect(await total({ q: `FJORDLYS ${mark}` })).toBe(120);
    expect(await total({ q: `${mark}-007` })).toBe(1);
    expect(await total({ q: mark, filters: { status: ["suspended"] } })).toBe(60);
    expect(await total({ q: mark, filters: { level: ["schema", "database"] } })).toBe(0);
    expect(await total({ q: `%${mark}` })).toBe(0);
    await controlDb()
      .update(tenants)
      .set({ deletedAt: new Date() })
      .where(eq(tenants.slug, `${mark}-001`));
    expect(await total({ q: mark })).toBe(119);
    expect(await total({ q: mark, filters: { status: ["deleted"] } })).toBe(1);
    expect(await searchTenants(ctx, { q: `${mark}-001` })).toMatchObject([{ hint: `${mark}-001` }]);
  });
});

describe("a tenant", () => {
  it("is made for somebody who has an account, and is theirs at once", async () => {
    const { ctx } = await signedInOperator();
    const [owner, slug] = [await makeUser(), `globex-${unique()}`];
    const input = { name: "Globex", slug, ...region, isolationLevel: "schema" as const };
    const { tenantId } = await createTenant(ctx, { ...input, ownerEmail: owner.email.toUpperCase() });
    expect(await getTenant(ctx, { id: tenantId })).toMatchObject({ placementState: "provisioning" });
    await finishTenant(tenantId);
    expect(await getTenant(ctx, { id: tenantId })).toMatchObject({
      slug,
      level: "schema",
      people: 1,
      placementState: "ready",
      placement: { isolationLevel: "schema", epoch: 1 },
    });
    const refused = (more: object) => createTenant(ctx, { ...input, ownerEmail: owner.email, ...more });
    await expect(refused({})).rejects.toMatchObject({ code: "conflict" });
    await expect(refused({ slug: "admin" })).rejects.toMatchObject({ code: "invalid" });
    await expect(refused({ slug: `${slug}-2`, ownerEmail: "nobody@acme.example" })).rejects.toMatchObject({
      fields: { ownerEmail: [expect.stringContaining("Nobody has signed up")] },
    });
  });

  it("is suspended and resumed, for its people from the next request on, and both logs say by whom", async () => {
    const { ctx } = await signedInOperator();
    const { tenant, headers, ctx: owner } = await signedIn("owner");
    await makeCompany(owner);
    const id = tenant.tenantId;
    await suspendTenant(ctx, { id, reason: "The invoice of May is open." });
    const suspended = await contextOf(headers);
    await expect(createCompany(suspended, { name: "Isdom" })).rejects.toMatchObject({
      code: "forbidden",
      message: expect.stringContaining("The invoice of May is open."),
    });
    expect(await lastAudit(owner)).toMatchObject({
      action: "workspace.status_changed",
      actorReason: "Operator: Noor Haddad",
    });
    await resumeTenant(ctx, { id });
    await createCompany(await contextOf(headers), { name: "Isdom" });
    const entries = await listPlatformAudit(ctx, {
      filters: { about: [id], by: [ctx.user.id], since: ["1"] },
    });
    expect(entries.rows.map(({ action }) => action)).toEqual([
      "tenant.status_changed",
      "tenant.status_changed",
    ]);
    expect((await listPlatformAudit(ctx, { filters: { about: [id], by: ["system"] } })).rows).toMatchObject([
      { action: "tenant.created" },
    ]);
  });

  it("is deleted with whoever is inside, brought back, and erased only by its name", async () => {
    const { ctx } = await signedInOperator();
    const { tenant, headers } = await signedIn("owner");
    const visit = await visiting(tenant);
    const id = tenant.tenantId;
    await removeTenant(ctx, { id });
    for (const gone of [headers, visit.headers])
      await expect(contextOf(gone)).rejects.toMatchObject({ code: "not_found" });
    await bringBackTenant(ctx, { id });
    expect((await getTenant(ctx, { id })).deletedAt).toBeNull();
    await expect(eraseTenant(ctx, { id, confirm: "Acme" })).rejects.toMatchObject({ code: "conflict" });
    await removeTenant(ctx, { id });
    await expect(eraseTenant(ctx, { id, confirm: "acme" })).rejects.toMatchObject({ code: "invalid" });
    await eraseTenant(ctx, { id, confirm: "Acme" });
    const [receipt] = await controlDb().select().from(tenantErasures).where(eq(tenantErasures.tenantId, id));
    expect(receipt?.confirmedBy).toBe(`Noor Haddad (${ctx.user.email})`);
  });

  it("is sent to another level by the worker, seen on its way, and stopped", async () => {
    const { ctx } = await signedInOperator();
    const { tenant } = await signedIn("owner");
    const id = tenant.tenantId;
    const to = tenant.placement.isolationLevel === "schema" ? "shared" : "schema";
    await moveTenant(ctx, { id, to, reason: "Their contract asks for it" });
    const [move] = await runningMoves(ctx, { tenantId: id });
    expect(move).toMatchObject({ to, step: "planned", isStopping: false, requestedBy: "Noor Haddad" });
    const asked = and(eq(jobs.kind, "move"), eq(jobs.key, move?.id ?? ""));
    expect(await controlDb().select().from(jobs).where(asked)).toMatchObject([{ state: "queued" }]);
    await expect(moveTenant(ctx, { id, to, reason: "Once more" })).rejects.toMatchObject({
      code: "conflict",
    });
    await stopMove(ctx, { id: move?.id ?? "" });
    expect(await runningMoves(ctx, { tenantId: id })).toMatchObject([{ isStopping: true }]);
    await controlDb()
      .update(placementMoves)
      .set({ step: "cancelled", finishedAt: new Date() })
      .where(eq(placementMoves.tenantId, id));
    await controlDb().update(jobs).set({ state: "cancelled" }).where(asked);
    expect(await listMoves(ctx, { filters: { tenant: [id], state: ["cancelled"] } })).toMatchObject({
      total: 1,
      rows: [{ to }],
    });
    expect((await listMoves(ctx, { filters: { tenant: [id], state: ["running"] } })).total).toBe(0);
    expect((await listMoves(ctx, { q: tenant.slug.toUpperCase() })).total).toBe(1);
    expect((await listMoves(ctx, { q: `not ${tenant.slug}` })).total).toBe(0);
    expect((await listTenantMigrations(ctx, { q: tenant.slug })).total).toBe(0);
  });
});

describe("the databases", () => {
  it("are listed with what lives in them, and measured when they are asked", async () => {
    const { ctx } = await signedInOperator();
    const { tenant } = await signedIn("owner");
    const { places } = await listPlaces(ctx, undefined);
    expect(places[0]).toMatchObject({ databaseName: null });
    const { host, port, databaseName } = tenant.placement;
    expect(places.some((place) => place.databaseName === databaseName)).toBe(true);
    expect(await measurePlace(ctx, { host, port, databaseName })).toMatchObject({
      reachable: true,
      latencyMs: expect.any(Number),
      maxConnections: expect.any(Number),
    });
    const nowhere = { host: "localhost", port: 1, databaseName: `gone_${unique()}` };
    await expect(measurePlace(ctx, nowhere)).rejects.toMatchObject({ code: "not_found" });
    const broken = await brokenTenant();
    const place = { ...broken, ...nowhere, isolationLevel: "database" as const, schemaName: "tenant_x" };
    await controlDb().insert(placements).values(place);
    expect(await measurePlace(ctx, nowhere)).toEqual({ reachable: false });
    // Others go through all places there are.
    await controlDb().delete(placements).where(eq(placements.tenantId, broken.tenantId));
  });
});

async function brokenTenant(): Promise<{ tenantId: string }> {
  const [tenant] = await controlDb()
    .insert(tenants)
    .values({ slug: `hanami-${unique()}`, name: "Hanami Supply", settings: region })
    .returning({ tenantId: tenants.id });
  if (!tenant) throw new Error("The tenant was not written.");
  return tenant;
}
