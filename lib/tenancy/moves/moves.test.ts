import { eq } from "drizzle-orm";
import type { Sql } from "postgres";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { controlDb, inControl } from "@/db/control";
import { adminOf, makeContact, makeDeal, type Signed, signedIn } from "@/db/factories";
import { fillEveryTable } from "@/db/factories/full";
import { removePlace } from "@/db/move/places";
import { openPlace } from "@/db/move/sessions";
import { mainDatabase, placeFor } from "@/db/placement";
import { placementMoves, placements, platformAuditLogs, tenants } from "@/db/schema/control";
import { contacts, dealContacts, deals } from "@/db/schema/tenant";
import { type TenantScope, withTenant } from "@/db/tenant";
import { gate } from "@/db/traps.fixture";
import { within } from "@/db/within";
import { addDealPerson, removeDealPerson } from "@/lib/deals/people";
import type { Context } from "@/lib/kernel";
import { hashesAt, move, plan, removeOwnPlaces } from "./moves.fixture";
import { cancelMove } from "./plan";
import { moveSweeps, purgeSource } from "./purge";
import { findMove, openMoveOf } from "./queries";
import { runMove } from "./run";

let signed: Signed & { tenant: TenantScope };
let ctx: Context;
let tenantId: string;
let admin: Sql;

beforeEach(async () => {
  signed = await signedIn("owner", { isolationLevel: "shared" });
  ({ ctx } = signed);
  ({ tenantId } = signed.tenant);
  admin = adminOf(signed.tenant, 2);
});

afterEach(async () => {
  await admin.end();
  await removeOwnPlaces(tenantId);
});

const cancel = (id: string) => inControl("read write", (tx) => cancelMove(tx, id));
const schemaThere = async () =>
  (await admin`select from pg_namespace where nspname = ${placeFor(tenantId, "schema").schemaName}`).length >
  0;

describe("a move is refused", () => {
  it("to where the tenant is, while another is open, and for a workspace that is deleted", async () => {
    await expect(plan(tenantId, "shared")).rejects.toThrow("Acme is in the shared schema already.");
    const both = await Promise.allSettled([plan(tenantId, "schema"), plan(tenantId, "database")]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    await expect(plan(tenantId, "schema")).rejects.toThrow(/Acme is being moved already/);
    const open = await openMoveOf(controlDb(), tenantId);
    await cancel(open?.id ?? "");
    expect(await runMove(open?.id ?? "")).toMatchObject({ step: "cancelled" });
    await expect(cancel(open?.id ?? "")).rejects.toThrow("This move has ended");
    await controlDb().update(tenants).set({ deletedAt: new Date() }).where(eq(tenants.id, tenantId));
    await expect(plan(tenantId, "schema")).rejects.toThrow("Acme is deleted: restore it first.");
  });

  it("to a database that cannot be: the installation's own, one without its secret, one that holds something else", async () => {
    const main = mainDatabase();
    const to = (elsewhere: object) => plan(tenantId, "database", { elsewhere });
    await expect(to({ databaseName: main })).rejects.toThrow(/database of the installation itself/);
    await expect(to({ secretReference: "eu-7" })).rejects.toThrow('PLACEMENT_SECRETS has no entry "eu-7".');
    await expect(to({ databaseName: "a b" })).rejects.toThrow(/letters, digits/);
    const databaseName = `fjordlys_${tenantId.slice(0, 8)}`;
    const other = placeFor(tenantId, "database", 1, { databaseName });
    await admin.unsafe(`create database "${databaseName}" owner tenantry_migrator`);
    const session = await openPlace(other);
    await session.sql`create schema ledger`;
    await session.sql`create table ledger.accounts (id int)`;
    await session.close();
    const done = await move(tenantId, "database", {}, { elsewhere: { databaseName } });
    expect(done).toMatchObject({
      step: "failed",
      error: expect.stringMatching(/is not empty: choose another name/),
    });
    const again = await openPlace(other);
    expect(await again.sql`select from ledger.accounts`).toHaveLength(0);
    await again.close();
    await admin.unsafe(`drop database "${databaseName}" with (force)`);
    await makeDeal(ctx);
  });

  it("to a server that does not answer: the move fails with the reason, and nobody was disturbed", async () => {
    const before = await hashesAt(signed.tenant.placement, tenantId);
    const done = await move(tenantId, "database", {}, { elsewhere: { host: "127.0.0.1", port: 1 } });
    expect(done.step).toBe("failed");
    expect(done.error).toMatch(/on 127\.0\.0\.1:1 cannot be reached: .*ECONNREFUSED/);
    expect(await hashesAt(signed.tenant.placement, tenantId)).toEqual(before);
    await makeDeal(ctx);
    const [entry] = await controlDb()
      .select()
      .from(platformAuditLogs)
      .where(eq(platformAuditLogs.action, "tenant.move_failed"));
    expect(entry).toMatchObject({ success: false });
  });
});

describe("a move that is stopped", { timeout: 60_000 }, () => {
  it.each(["pass 1", "verified"])("at “%s” takes back what it did", async (where) => {
    await fillEveryTable(ctx);
    const before = await hashesAt(signed.tenant.placement, tenantId);
    const { id } = await plan(tenantId, "schema");
    const points: string[] = [];
    const done = await runMove(id, {
      at: async (point) => {
        points.push(point);
        if (point === where) await cancel(id);
      },
    });
    expect(done).toMatchObject({ step: "cancelled", error: "Stopped on request." });
    expect(points).not.toContain("frozen");
    expect(await schemaThere()).toBe(false);
    expect(await hashesAt(signed.tenant.placement, tenantId)).toEqual(before);
    await makeDeal(ctx);
    expect(await move(tenantId, "schema")).toMatchObject({ step: "done" });
  });
});

describe("what changes while it is copied", { timeout: 60_000 }, () => {
  it("arrives: a unique value that two rows swap, one that goes over to a new row, rows that are gone, a new parent", async () => {
    const { dealId, contactId } = await fillEveryTable(ctx);
    const [one, two] = [await makeDeal(ctx), await makeDeal(ctx)];
    await admin`update deals set external_id = case id when ${one.id} then 'K1' else 'K2' end where id in (${one.id}, ${two.id})`;
    const gone = await makeContact(ctx);
    const changed: string[] = [];
    const done = await move(tenantId, "schema", {
      at: async (point) => {
        if (point !== "pass 1" && point !== "verified") return;
        changed.push(point);
        await removeDealPerson(ctx, { dealId, contactId });
        await addDealPerson(ctx, { dealId, contactId, role: "decision_maker" });
        await swap(one.id, two.id);
        if (point === "verified") await admin`delete from contacts where id = ${gone.id}`;
        await admin`update companies c set parent_company_id = null where tenant_id = ${tenantId}`;
        await admin`update companies c set parent_company_id = (select id from companies p where p.tenant_id = ${tenantId} and p.id > c.id limit 1) where tenant_id = ${tenantId}`;
      },
    });
    expect(done).toMatchObject({ step: "done", error: null });
    expect(changed).toEqual(["pass 1", "verified"]);
    const [source, target] = [
      await hashesAt(signed.tenant.placement, tenantId),
      await hashesAt(done.to, tenantId),
    ];
    const { audit_logs: _, audit_heads: __, ...others } = source;
    expect(target).toMatchObject(others);
    await withTenant(ctx, "read only", async (tx) => {
      expect(await tx.$count(contacts, within(ctx, contacts, eq(contacts.id, gone.id)))).toBe(0);
      const on = await tx
        .select({ role: dealContacts.role })
        .from(dealContacts)
        .where(within(ctx, dealContacts, eq(dealContacts.dealId, dealId)));
      expect(on).toEqual([{ role: "decision_maker" }]);
    });
  });

  async function swap(one: string, two: string): Promise<void> {
    await admin.begin(async (tx) => {
      const rows = await tx<{ id: string; key: string }[]>`
        select id, external_id as key from deals where id in (${one}, ${two})`;
      const keyOf = (id: string) => rows.find((row) => row.id === id)?.key ?? "";
      await tx`update deals set external_id = 'between' where id = ${one}`;
      await tx`update deals set external_id = ${keyOf(one)} where id = ${two}`;
      await tx`update deals set external_id = ${keyOf(two)} where id = ${one}`;
    });
  }

  it("is compared: one value that differs at the target fails the move, named by its table, and takes it back", async () => {
    await fillEveryTable(ctx);
    const before = await hashesAt(signed.tenant.placement, tenantId);
    const { schemaName } = placeFor(tenantId, "schema");
    const done = await move(tenantId, "schema", {
      at: async (point) => {
        if (point === "pass 1")
          await admin`update ${admin(schemaName)}.contacts set title = 'Head of Sales' where tenant_id = ${tenantId}`;
      },
    });
    expect(done).toMatchObject({
      step: "failed",
      error: "The rows of contacts that arrived are not the rows that were sent.",
    });
    expect(await schemaThere()).toBe(false);
    expect(await hashesAt(signed.tenant.placement, tenantId)).toEqual(before);
    await makeDeal(ctx);
    expect(await openMoveOf(controlDb(), tenantId)).toBeNull();
  });
});

describe("whoever writes for long", { timeout: 60_000 }, () => {
  it("is waited for, and the others write meanwhile", async () => {
    const events: string[] = [];
    const [begun, end] = [gate(), gate()];
    const long = withTenant(ctx, "read write", async (tx) => {
      await tx.update(deals).set({ title: "long" }).where(within(ctx, deals));
      begun.open();
      await end.opened;
    }).then(() => events.push("long over"));
    await begun.opened;
    const done = await move(tenantId, "schema", {
      at: async (point) => {
        if (point === "locked") events.push("locked");
        if (point !== "waiting") return;
        events.push("waiting");
        await makeDeal(ctx);
        events.push("somebody else wrote");
        if (events.length >= 4) {
          end.open();
          await long;
        }
      },
    });
    expect(done).toMatchObject({ step: "done" });
    const rounds = ["waiting", "somebody else wrote"];
    expect(events).toEqual([...rounds, ...rounds, "long over", "locked"]);
    expect(await withTenant(ctx, "read only", (tx) => tx.$count(deals, within(ctx, deals)))).toBe(2);
  });
});

describe("after a move", { timeout: 60_000 }, () => {
  it("a process that knows the old place is refused there", async () => {
    const done = await move(tenantId, "database");
    const { schemaName } = signed.tenant.placement;
    for (const writing of [true, false]) {
      await expect(
        admin`select app.enter('tenantry_app', ${schemaName}, ${tenantId}, 1, ${writing})`,
      ).rejects.toMatchObject({ code: "TN001" });
    }
    const there = adminOf({ tenantId, placement: done.to });
    await there`select app.enter('tenantry_app', ${done.to.schemaName}, ${tenantId}, 2, true)`;
    await there.end();
  });

  it("it can go on to another database, and the first one goes away with the purge", async () => {
    await fillEveryTable(ctx);
    const first = await move(tenantId, "database");
    const before = await hashesAt(first.to, tenantId);
    const databaseName = `fjordlys_${tenantId.slice(-12)}`;
    const second = await move(tenantId, "database", {}, { elsewhere: { databaseName } });
    expect(second).toMatchObject({
      step: "done",
      to: { isolationLevel: "database", databaseName, epoch: 3 },
    });
    const { audit_logs: _, audit_heads: __, ...others } = before;
    expect(await hashesAt(second.to, tenantId)).toMatchObject(others);
    await makeDeal(ctx);
    const [place] = await controlDb().select().from(placements).where(eq(placements.tenantId, tenantId));
    const versions = await admin`select max(version) as newest from shared.schema_migrations`;
    expect(place?.schemaVersion).toBe(versions[0]?.newest);
    await purgeSource(second.id);
    const databases =
      await admin`select datname from pg_database where datname in (${first.to.databaseName}, ${databaseName})`;
    expect(databases.map(({ datname }) => datname)).toEqual([databaseName]);
    await makeDeal(ctx);
    await removePlace(second.to, tenantId);
  });

  it("it moves back at once, over what is still kept, and the old source is not purged from under it", async () => {
    await fillEveryTable(ctx);
    const first = await move(tenantId, "schema");
    await makeDeal(ctx, { title: "while in its own schema" });
    const second = await move(tenantId, "shared");
    expect(second).toMatchObject({ step: "done", to: { epoch: 3, isolationLevel: "shared" } });
    expect((await findMove(controlDb(), first.id))?.sourcePurgedAt).not.toBeNull();
    await controlDb()
      .update(placementMoves)
      .set({ purgeAfter: new Date(0) })
      .where(eq(placementMoves.tenantId, tenantId));
    await moveSweeps[0]?.run(undefined as never, async () => {});
    expect(await schemaThere()).toBe(false);
    await makeDeal(ctx);
    const titles = await withTenant(ctx, "read only", (tx) =>
      tx.select({ title: deals.title }).from(deals).where(within(ctx, deals)),
    );
    expect(titles).toHaveLength(3);
    expect(titles).toContainEqual({ title: "while in its own schema" });
    expect((await findMove(controlDb(), second.id))?.sourcePurgedAt).not.toBeNull();
  });
});
