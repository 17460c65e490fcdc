import { asc } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { inControl } from "@/db/control";
import { adminOf, signedIn, signIn } from "@/db/factories";
import { makeCompany } from "@/db/factories/records";
import { auditHeads, auditLogs } from "@/db/schema/tenant";
import { withTenant } from "@/db/tenant";
import { within } from "@/db/within";
import { createCompany } from "@/lib/companies/commands";
import { verifyWorkspace } from "./audit-anchors";
import { appendPlatformAudit } from "./audit-chain";
import { defineCommand } from "./command";
import type { Context } from "./context";

/** Does what another command does, in that one's transaction, and more of its own. */
const twice = defineCommand({
  name: "test.twice",
  permission: "company:create",
  input: z.object({ fail: z.boolean().default(false) }),
  run: async ({ ctx, audit, input }) => {
    await createCompany(ctx, { name: "Hanami Supply" });
    await createCompany(ctx, { name: "Fjordlys" });
    audit({ action: "test.twice", resource: { type: "test" } });
    if (input.fail) throw new Error("the last step failed");
  },
});

const chainOf = (ctx: Context) =>
  withTenant(ctx, "read only", (tx) =>
    tx
      .select({ seq: auditLogs.seq, action: auditLogs.action, at: auditLogs.createdAt })
      .from(auditLogs)
      .where(within(ctx, auditLogs))
      .orderBy(asc(auditLogs.seq)),
  );

async function findingsOf({ tenantId }: Context) {
  const reports = await verifyWorkspace(tenantId);
  return reports?.flatMap(({ findings }) => findings);
}

describe("the chain of an audit log", () => {
  it("is one without a gap when many write at once", { timeout: 60_000 }, async () => {
    const { ctx, tenant } = await signedIn("owner");
    const other = await signIn(tenant, "sales_rep");
    const before = (await chainOf(ctx)).length;
    await Promise.all(
      Array.from({ length: 48 }, (_, index) => makeCompany(index % 2 === 0 ? ctx : other.ctx)),
    );
    const chain = await chainOf(ctx);
    expect(chain.map(({ seq }) => seq)).toEqual(Array.from({ length: before + 48 }, (_, index) => index + 1));
    const moments = chain.map(({ at }) => at.getTime());
    expect(moments).toEqual([...moments].sort((a, b) => a - b));
    expect(await findingsOf(ctx)).toEqual([]);
  });

  it("begins once when the first two entries are written at once", async () => {
    const { ctx } = await signedIn("owner");
    const write = () =>
      inControl("read write", (tx) =>
        appendPlatformAudit(tx, [{ tenantId: ctx.tenantId, action: "test.first", resourceType: "tenant" }]),
      );
    await Promise.all([write(), write(), write()]);
    expect(await findingsOf(ctx)).toEqual([]);
  });

  it("has no gap after a command that failed", async () => {
    const { ctx } = await signedIn("owner");
    await expect(createCompany(ctx, { name: "Fjordlys", parentCompanyId: ctx.tenantId })).rejects.toThrow();
    await expect(twice(ctx, { fail: true })).rejects.toThrow("the last step failed");
    const before = (await chainOf(ctx)).length;
    await makeCompany(ctx);
    expect((await chainOf(ctx)).map(({ seq }) => seq)).toEqual(
      Array.from({ length: before + 1 }, (_, i) => i + 1),
    );
    expect(await findingsOf(ctx)).toEqual([]);
  });

  it("holds the entries of a command that joined another's transaction, in order", async () => {
    const { ctx } = await signedIn("owner");
    await twice(ctx, {});
    const actions = (await chainOf(ctx)).slice(-3).map(({ action }) => action);
    expect(actions).toEqual(["company.created", "company.created", "test.twice"]);
    expect(await findingsOf(ctx)).toEqual([]);
  });

  it("keeps entries from before it outside, and knows how many there are", async () => {
    const { ctx } = await signedIn("owner");
    const intruder = adminOf(ctx);
    const { tenantId } = ctx;
    await intruder`delete from audit_heads where tenant_id = ${tenantId}`;
    await intruder`update audit_logs set seq = null, hash = null, prev_hash = null where tenant_id = ${tenantId}`;
    await makeCompany(ctx);
    const [report] = (await verifyWorkspace(tenantId)) ?? [];
    expect(report).toMatchObject({ entries: 1, unchained: 2, findings: [] });
    await intruder`insert into audit_logs (tenant_id, id, action, resource_type) values (${tenantId}, gen_random_uuid(), 'x', 'x')`;
    expect(await findingsOf(ctx)).toMatchObject([
      { kind: "inserted", message: "1 entry outside of the chain was added." },
    ]);
    await intruder`delete from audit_logs where tenant_id = ${tenantId} and seq is null`;
    expect(await findingsOf(ctx)).toMatchObject([{ kind: "deleted" }]);
    await intruder.end();
  });

  it("cannot be shortened or rewritten by the application's role", async () => {
    const { ctx } = await signedIn("owner");
    const attempt = (work: Parameters<typeof withTenant<unknown>>[2]) => withTenant(ctx, "read write", work);
    await expect(attempt((tx) => tx.delete(auditHeads).where(within(ctx, auditHeads)))).rejects.toThrow(
      /permission/,
    );
    await expect(attempt((tx) => tx.delete(auditLogs).where(within(ctx, auditLogs)))).rejects.toThrow(
      /permission/,
    );
    await expect(
      attempt((tx) => tx.update(auditLogs).set({ action: "x" }).where(within(ctx, auditLogs))),
    ).rejects.toThrow(/permission/);
  });
});
