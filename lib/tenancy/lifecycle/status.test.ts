import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { controlDb, inControl } from "@/db/control";
import { makeCompany, signedIn } from "@/db/factories";
import { lastAudit } from "@/db/factories/audit";
import { platformAuditLogs, tenantStatuses, tenants } from "@/db/schema/control";
import { createCompany } from "@/lib/companies/commands";
import { getCompany } from "@/lib/companies/queries";
import { contextOf } from "@/lib/kernel/context";
import { bySystem } from "./happening";
import { noticeOf } from "./standing";
import { changeStatus, mayBecome, statusAfterLifting, type TenantStatus } from "./status";

const reason = "Two invoices of Hanami Supply are unpaid.";
const become = (tenantId: string, to: TenantStatus, why: string | null = reason) =>
  bySystem("test", (tx) => changeStatus(tx, { tenantId, to, reason: why }));
const put = (tenantId: string, values: Partial<typeof tenants.$inferInsert>) =>
  controlDb().update(tenants).set(values).where(eq(tenants.id, tenantId));

describe("the status of a workspace", () => {
  it("takes the steps of the table, and no other", async () => {
    const { tenant } = await signedIn("owner");
    for (const from of tenantStatuses) {
      for (const to of tenantStatuses) {
        await put(tenant.tenantId, { status: from });
        const step = inControl("read write", (tx) =>
          changeStatus(tx, { tenantId: tenant.tenantId, to, reason }),
        );
        if (mayBecome(from).includes(to)) await expect(step).resolves.toMatchObject({ from });
        else await expect(step, `${from} to ${to}`).rejects.toMatchObject({ code: "conflict" });
      }
    }
  });

  it("is written down in the platform's log and in the workspace's own", async () => {
    const { ctx } = await signedIn("owner");
    await become(ctx.tenantId, "suspended");
    const changes = {
      before: { status: "trial" },
      after: { status: "suspended", statusReason: reason },
    };
    expect(await lastAudit(ctx)).toMatchObject({
      action: "workspace.status_changed",
      actorReason: "test",
      changes,
    });
    const entries = await controlDb()
      .select({ action: platformAuditLogs.action, changes: platformAuditLogs.changes })
      .from(platformAuditLogs)
      .where(eq(platformAuditLogs.tenantId, ctx.tenantId));
    expect(entries.find(({ action }) => action === "tenant.status_changed")).toMatchObject({ changes });
  });

  it.each(["suspended", "churned"] as const)(
    "%s: what is there can be read; a write is refused with the reason and who can lift it",
    async (status) => {
      const { ctx, headers } = await signedIn("owner");
      const company = await makeCompany(ctx);
      await become(ctx.tenantId, status);
      const now = await contextOf(headers);
      await expect(getCompany(now, { id: company.id })).resolves.toMatchObject({ id: company.id });
      await expect(createCompany(now, { name: "Kan-code" })).rejects.toMatchObject({
        code: "forbidden",
        message: expect.stringMatching(/Hanami Supply are unpaid\..*can lift it/),
      });
      await become(ctx.tenantId, "active", null);
      await expect(createCompany(await contextOf(headers), { name: "Kan-code" })).resolves.toBeDefined();
    },
  );

  it("past due: work goes on, with what is owed above it", async () => {
    const { ctx, headers } = await signedIn("owner");
    await become(ctx.tenantId, "active", null);
    await become(ctx.tenantId, "past_due", "USD 49.00 for November is open since 3 December");
    const { tenant } = await contextOf(headers);
    expect(noticeOf(tenant, new Date())).toMatchObject({
      tone: "warn",
      text: expect.stringContaining("USD 49.00 for November is open since 3 December. Everything works"),
    });
    await expect(createCompany(await contextOf(headers), { name: "Kan-code" })).resolves.toBeDefined();
  });

  it("a trial is announced in its last three days", async () => {
    const { ctx } = await signedIn("owner");
    const ends = new Date("2026-12-04T12:00:00Z");
    const notice = (now: string) => noticeOf({ ...ctx.tenant, trialEndsAt: ends }, new Date(now))?.text;
    expect(notice("2026-12-01T11:00:00Z")).toBeUndefined();
    expect(notice("2026-12-01T13:00:00Z")).toContain("ends in 3 days, on Dec 4, 2026.");
    expect(notice("2026-12-04T11:00:00Z")).toContain("ends within a day, on Dec 4, 2026.");
    expect(notice("2026-12-04T12:00:30Z")).toContain("ends now.");
  });

  it("needs a reason for what takes something away, and leads back to the trial while it lasts", async () => {
    const { tenant } = await signedIn("owner");
    const { tenantId } = tenant;
    await expect(become(tenantId, "suspended", " ")).rejects.toMatchObject({ code: "invalid" });
    await become(tenantId, "suspended");
    const lifted = () => inControl("read write", (tx) => statusAfterLifting(tx, tenantId));
    expect(await lifted()).toBe("trial");
    await become(tenantId, "active", null);
    await become(tenantId, "suspended");
    expect(await lifted()).toBe("active");
    await put(tenantId, { trialEndsAt: new Date(0) });
    expect(await lifted()).toBe("active");
    await expect(become("0198c0de-0000-7000-8000-000000000000", "active")).rejects.toMatchObject({
      code: "not_found",
    });
  });
});
