import postgres, { type Sql } from "postgres";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { adminOf, signedIn } from "@/db/factories";
import { makeCompany } from "@/db/factories/records";
import { auditLogs } from "@/db/schema/tenant";
import { withTenant } from "@/db/tenant";
import { env } from "@/lib/env";
import { anchorAll, verifyWorkspace } from "./audit-anchors";
import { appendTenantAudit } from "./audit-chain";
import { hashEntry } from "./audit-hash";
import { verifyLog } from "./audit-verify";
import type { Context } from "./context";

/** A tenant whose chain has ten entries, and somebody with all rights on its database. */
let ctx: Context;
let tenantId: string;
let sql: Sql;
/** The same in the control plane. */
const control = postgres(env.ADMIN_DATABASE_URL ?? "", { max: 1 });
const opened: Sql[] = [control];

beforeEach(async () => {
  ({ ctx } = await signedIn("owner"));
  tenantId = ctx.tenantId;
  for (let index = 0; index < 8; index += 1) await makeCompany(ctx);
  sql = adminOf(ctx);
  opened.push(sql);
});
afterAll(() => Promise.all(opened.map((each) => each.end())));

const findings = async () =>
  ((await verifyWorkspace(tenantId)) ?? []).flatMap((report) =>
    report.findings.map(({ kind, message, entry }) => ({ kind, seq: entry?.seq ?? null, message })),
  );

const expectFindings = async (...expected: { kind: string; seq: number | null; message?: RegExp }[]) => {
  const found = await findings();
  expect(found.map(({ kind, seq }) => ({ kind, seq }))).toEqual(
    expected.map(({ kind, seq }) => ({ kind, seq })),
  );
  expected.forEach(({ message }, index) => {
    if (message) expect(found[index]?.message).toMatch(message);
  });
};

/** All that the log and its head hold, to put back later. */
const snapshotHead = async () =>
  (await sql`select seq, hash, signature from audit_heads where tenant_id = ${tenantId}`)[0];

/** Gives an entry the hash that fits what it says now, as whoever knows this code could. */
async function rehash(seq: number, prevHash?: Uint8Array): Promise<Uint8Array> {
  const [row] = await sql`select * from audit_logs where tenant_id = ${tenantId} and seq = ${seq}`;
  if (!row) throw new Error(`There is no #${seq}.`);
  const prev = prevHash ?? row.prev_hash;
  const camel = Object.entries(row).map(([key, value]) => [
    key.replace(/_(.)/g, (_, sign) => sign.toUpperCase()),
    value,
  ]);
  const hash = hashEntry(auditLogs, { ...Object.fromEntries(camel), seq: Number(row.seq), prevHash: prev });
  await sql`update audit_logs set hash = ${hash}, prev_hash = ${prev} where tenant_id = ${tenantId} and seq = ${seq}`;
  return hash;
}

describe("verifying an audit log", () => {
  it("finds nothing wrong with one that nobody touched", async () => {
    const reports = await verifyWorkspace(tenantId);
    expect(reports).toMatchObject([
      { log: "tenant", entries: 10, checked: 10, unchained: 0, findings: [] },
      { log: "platform", entries: 1, checked: 1, findings: [] },
    ]);
  });

  it.each([
    ["what was changed", 'changes = \'{"after": {"name": "Acme"}}\''],
    ["the action", "action = 'company.seen'"],
    ["who did it", "actor_member_id = null"],
    ["when, by less than a millisecond", "created_at = created_at + interval '3 microseconds'"],
    ["the ip", "ip = '203.0.113.7'"],
    ["the hash", "hash = sha256(hash)"],
    ["the link", "prev_hash = sha256(hash)"],
  ])("names an entry in which somebody edited %s", async (_what, change) => {
    await sql.unsafe(`update audit_logs set ${change} where tenant_id = '${tenantId}' and seq = 5`);
    await expectFindings({ kind: "edited", seq: 5, message: /^#5 .+ was edited\.$/ });
  });

  it("names an edited entry whose hash was made to fit", async () => {
    await sql`update audit_logs set action = 'company.seen' where tenant_id = ${tenantId} and seq = 5`;
    await rehash(5);
    await expectFindings({ kind: "edited", seq: 5, message: /is not the one that #6 was chained to/ });
  });

  it("finds a log that was rewritten from an entry on, with the head, but without the key", async () => {
    await sql`update audit_logs set action = 'company.seen' where tenant_id = ${tenantId} and seq = 5`;
    let last: Uint8Array | undefined;
    for (let seq = 5; seq <= 10; seq += 1) last = await rehash(seq, last);
    await expectFindings({
      kind: "edited",
      seq: 10,
      message: /not the one that the end of the log was signed for/,
    });
    await sql`update audit_heads set hash = ${last ?? null} where tenant_id = ${tenantId}`;
    await expectFindings({
      kind: "signature",
      seq: null,
      message: /#10 was not signed by this installation/,
    });
  });

  it("finds one that was rewritten and signed with a key of somebody's own", async () => {
    await sql`update audit_heads set key_id = '0123456789abcdef' where tenant_id = ${tenantId}`;
    await expectFindings({ kind: "signature", seq: null, message: /unknown key 0123456789abcdef/ });
  });

  it("names entries that were deleted", async () => {
    await sql`delete from audit_logs where tenant_id = ${tenantId} and seq in (4, 7, 8)`;
    await expectFindings(
      { kind: "deleted", seq: null, message: /^#4 is missing\.$/ },
      { kind: "deleted", seq: null, message: /^#7 to #8 are missing\.$/ },
    );
  });

  it("names a deleted entry whose place was closed up", async () => {
    await sql`delete from audit_logs where tenant_id = ${tenantId} and seq = 8`;
    await sql`update audit_logs set seq = seq - 1 where tenant_id = ${tenantId} and seq > 8`;
    await expectFindings(
      { kind: "reordered", seq: 8, message: /it was written as #9/ },
      { kind: "reordered", seq: 9, message: /it was written as #10/ },
      { kind: "deleted", seq: null, message: /^#10 is missing at the end/ },
    );
  });

  it("names both of two entries that changed places", async () => {
    await sql`update audit_logs set seq = 12 - seq where tenant_id = ${tenantId} and seq in (5, 7)`;
    await expectFindings(
      { kind: "reordered", seq: 5, message: /it was written as #7/ },
      { kind: "reordered", seq: 7, message: /it was written as #5/ },
    );
  });

  it.each([
    ["after the real one", "+ interval '1 second'"],
    ["before the real one", "- interval '1 second'"],
  ])("names an entry that was inserted in another's place, %s", async (_where, shift) => {
    await sql.unsafe(`
      insert into audit_logs (tenant_id, id, seq, prev_hash, hash, action, resource_type, created_at)
      select tenant_id, gen_random_uuid(), seq, prev_hash, hash, 'company.forged', 'company', created_at ${shift}
        from audit_logs where tenant_id = '${tenantId}' and seq = 6`);
    const [found] = await findings();
    expect(found).toMatchObject({ kind: "inserted", message: expect.stringContaining("#6 company.forged") });
  });

  it("names the inserted one of two though its hash fits", async () => {
    await sql`
      insert into audit_logs (tenant_id, id, seq, prev_hash, hash, action, resource_type, created_at)
      select tenant_id, gen_random_uuid(), 0, prev_hash, hash, 'company.forged', 'company', created_at - interval '1 second'
        from audit_logs where tenant_id = ${tenantId} and seq = 6`;
    await sql`update audit_logs set seq = 60 where tenant_id = ${tenantId} and seq = 6`;
    await sql`update audit_logs set seq = 6 where tenant_id = ${tenantId} and seq = 0`;
    await rehash(6);
    await sql`update audit_logs set seq = 6 where tenant_id = ${tenantId} and seq = 60`;
    await expectFindings({ kind: "inserted", seq: 6, message: /company\.forged/ });
  });

  it("names entries beyond the end and before the beginning", async () => {
    await sql`
      insert into audit_logs (tenant_id, id, seq, prev_hash, hash, action, resource_type)
      select tenant_id, gen_random_uuid(), place, hash, hash, 'company.forged', 'company'
        from audit_logs, unnest(array[-3, 12]) place where tenant_id = ${tenantId} and seq = 10`;
    await expectFindings(
      { kind: "inserted", seq: -3, message: /the first entry is #1/ },
      { kind: "inserted", seq: 12, message: /beyond the signed end/ },
    );
  });

  it("finds a tail that was cut off", async () => {
    await sql`delete from audit_logs where tenant_id = ${tenantId} and seq > 7`;
    await expectFindings({ kind: "deleted", seq: null, message: /^#8 to #10 are missing at the end/ });
  });

  it("finds a tail that was cut off together with its head, by the anchor", async () => {
    const older = await snapshotHead();
    await makeCompany(ctx);
    const cut = async () => {
      await sql`delete from audit_logs where tenant_id = ${tenantId} and seq > 10`;
      await sql`update audit_heads set ${sql({ ...older })} where tenant_id = ${tenantId}`;
    };
    expect(await findings()).toEqual([]);
    await cut();
    const message = /^The log ends at #10, but it reached #11 on .+: what followed was cut off\.$/;
    await expectFindings({ kind: "behind", seq: null, message });
    // Verifying again, or the job that anchors, does not move the anchor back.
    await anchorAll([ctx.tenant]);
    await expectFindings({ kind: "behind", seq: null, message });
    await sql`delete from audit_logs where tenant_id = ${tenantId}`;
    await sql`delete from audit_heads where tenant_id = ${tenantId}`;
    await expectFindings({ kind: "behind", seq: null, message: /^The log ends at #0/ });
    await control`update control.audit_anchors set seq = 0 where tenant_id = ${tenantId} and log = 'tenant'`;
    await expectFindings({ kind: "signature", seq: null, message: /was changed/ });
  });

  it("anchors the others when a workspace cannot be reached", async () => {
    const away = (await signedIn("owner")).ctx;
    await control`
      update control.placements set isolation_level = 'database', database_name = 'not_there' where tenant_id = ${away.tenantId}`;
    const { anchored, failed } = await anchorAll([away.tenant, ctx.tenant]);
    expect(anchored).toBe(1);
    expect(failed).toMatchObject([{ slug: away.tenant.slug, error: expect.any(Error) }]);
    const seen =
      await control`select log, seq from control.audit_anchors where tenant_id = ${tenantId} order by log`;
    expect(seen.map(({ log, seq }) => `${log} ${seq}`)).toEqual(["platform 1", "tenant 10"]);
  });

  it("finds a head that is gone", async () => {
    await sql`delete from audit_heads where tenant_id = ${tenantId}`;
    await expectFindings({ kind: "signature", seq: null, message: /signed end of this log is missing/ });
  });

  it("looks after the platform's log in the same way", async () => {
    await control`update control.platform_audit_logs set severity = 'CRITICAL' where tenant_id = ${tenantId}`;
    await expectFindings({ kind: "edited", seq: 1, message: /tenant\.created/ });
  });

  it("lists a hundred findings, and counts the others", async () => {
    await sql`
      insert into audit_logs (tenant_id, id, seq, prev_hash, hash, action, resource_type)
      select tenant_id, gen_random_uuid(), -place, hash, hash, 'company.forged', 'company'
        from audit_logs, generate_series(1, 150) place where tenant_id = ${tenantId} and seq = 10`;
    const [report] = (await verifyWorkspace(tenantId)) ?? [];
    expect(report?.findings).toHaveLength(100);
    expect(report?.more).toBe(50);
  });

  it("reads a log of many batches, and one that is being written to", { timeout: 60_000 }, async () => {
    const many = Array.from({ length: 2500 }, () => ({ action: "test.done", resourceType: "test" }));
    await withTenant(ctx, "read write", (tx) => appendTenantAudit(tx, tenantId, many));
    let writing = true;
    const written = (async () => {
      for (let index = 0; index < 60; index += 1) await makeCompany(ctx);
      writing = false;
    })();
    let rounds = 0;
    while (writing || rounds === 0) {
      const [report] = (await verifyWorkspace(tenantId)) ?? [];
      expect(report).toMatchObject({ findings: [], checked: report?.entries });
      rounds += 1;
    }
    await written;
    const [report] = (await verifyWorkspace(tenantId)) ?? [];
    expect(report).toMatchObject({ findings: [], checked: 2570 });
  });

  it("reads the newest entries alone when asked to, and finds what is wrong there", async () => {
    const newest = (count: number) =>
      withTenant(ctx, "read only", (tx) =>
        verifyLog({ log: "tenant", tenantId, anchor: null, newest: count, read: (fn) => fn(tx) }),
      );
    expect(await newest(4)).toMatchObject({ entries: 10, checked: 4, findings: [] });
    expect(await newest(400)).toMatchObject({ entries: 10, checked: 10, findings: [] });
    await sql`update audit_logs set ip = '203.0.113.7' where tenant_id = ${tenantId} and seq = 6`;
    expect(await newest(4)).toMatchObject({ findings: [] });
    expect(await newest(5)).toMatchObject({ findings: [{ kind: "edited", entry: { seq: 6 } }] });
    await sql`delete from audit_logs where tenant_id = ${tenantId} and seq = 7`;
    expect(await newest(4)).toMatchObject({ findings: [{ kind: "deleted" }] });
  });
});
