import { eq, sql } from "drizzle-orm";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { signedIn } from "@/db/factories";
import { auditLogs } from "@/db/schema/tenant";
import { withTenant } from "@/db/tenant";
import { within } from "@/db/within";
import { isStorable } from "@/lib/format/storable";
import { appendTenantAudit, type TenantEntry } from "./audit-chain";
import { hashEntry } from "./audit-hash";
import type { Context } from "./context";

let ctx: Context;
beforeAll(async () => {
  ctx = (await signedIn("owner")).ctx;
});

/** Writes entries, and gives each with the hash of what the database gave back. */
async function roundTrip(changes: unknown[], more: Partial<TenantEntry> = {}) {
  const entries = changes.map((after) => ({
    action: "test.done",
    resourceType: "test",
    requestId: ctx.request.id,
    changes: { after },
    ...more,
  }));
  return withTenant(ctx, "read write", async (tx) => {
    await appendTenantAudit(tx, ctx.tenantId, entries);
    const rows = await tx
      .select()
      .from(auditLogs)
      .where(within(ctx, auditLogs, eq(auditLogs.action, "test.done")))
      .orderBy(sql`${auditLogs.seq} desc`)
      .limit(entries.length);
    return rows.reverse().map((row) => ({ row, again: hashEntry(auditLogs, row) }));
  });
}

const same = (found: Awaited<ReturnType<typeof roundTrip>>) =>
  expect(found.map(({ again }) => again.toString("hex"))).toEqual(
    found.map(({ row }) => Buffer.from(row.hash ?? []).toString("hex")),
  );

const text = fc.string({ unit: "binary" }).filter(isStorable);
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 4 },
    text,
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.integer(),
    fc.bigInt(),
    fc.boolean(),
    fc.constant(null),
    fc.constant(undefined),
    fc.date({ noInvalidDate: true }),
    fc.array(tie("any"), { maxLength: 4 }),
    fc.dictionary(text, tie("any"), { maxKeys: 4 }),
  ),
})).any;

describe("the hash of an entry", () => {
  it("is the same for what the database gives back, whatever was written", { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(value, { minLength: 1, maxLength: 20 }), async (changes) => {
        same(await roundTrip(changes));
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    ["text of every kind", 'né 🙂 \u2028 \u0001 "\\ Ǆ e\u0301'],
    ["amounts beyond a double", 90_071_992_547_409_930_001n],
    ["zero below zero", -0],
    ["large and small numbers", [1e21, 1e-7, 5e-324, 1.7976931348623157e308, 0.1 + 0.2]],
    ["nothing at all", null],
    ["empty things", { list: [], object: {}, text: "", gone: undefined }],
    ["nested things", { b: { "2": [{ z: 1, a: { "": null } }], "10": true }, a: [[[]]] }],
    ["dates", new Date("2017-03-01T00:00:00.123Z")],
  ])("survives the database with %s", async (_name, changes) => {
    same(await roundTrip([changes]));
  });

  it("takes an id as PostgreSQL writes it, and a moment in whole milliseconds", async () => {
    const found = await roundTrip([1], { resourceId: "01A1F831-4D02-755D-B5F3-D463F99B8E7C" });
    same(found);
    const [exact] = await withTenant(ctx, "read only", (tx) =>
      tx
        .select({
          odd: sql<number>`count(*) filter (where extract(microseconds from created_at)::int % 1000 <> 0)::int`,
        })
        .from(auditLogs)
        .where(within(ctx, auditLogs)),
    );
    expect(exact?.odd).toBe(0);
  });

  it("covers every column", async () => {
    const filled = { actorMemberId: ctx.member?.id, actorReason: "r", ip: "::1", userAgent: "a", error: "e" };
    const [{ row } = { row: null }] = await roundTrip([1], {
      ...filled,
      resourceId: ctx.tenantId,
      riskScore: 3,
    });
    if (!row) throw new Error("Nothing was written.");
    const whole = hashEntry(auditLogs, row).toString("hex");
    for (const key of Object.keys(row).filter((key) => key !== "hash")) {
      const other = key === "prevHash" ? Buffer.alloc(32) : "other";
      expect(hashEntry(auditLogs, { ...row, [key]: other }).toString("hex"), key).not.toBe(whole);
    }
  });
});
