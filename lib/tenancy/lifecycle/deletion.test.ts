import { eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { controlDb } from "@/db/control";
import { makeCompany, makeTenant, signedIn } from "@/db/factories";
import { lastAudit } from "@/db/factories/audit";
import { sessions, tenants } from "@/db/schema/control";
import { getCompany } from "@/lib/companies/queries";
import { contextOf } from "@/lib/kernel/context";
import { findTenant } from "../resolve";
import { deleteTenant, restoreTenant } from "./deletion";
import { bySystem } from "./happening";
import { suspendEndedTrials } from "./trials";

const remove = (tenantId: string) =>
  bySystem("test", (tx) => deleteTenant(tx, { tenantId, by: { reason: "test" } }));
const restore = (tenantId: string) => bySystem("test", (tx) => restoreTenant(tx, tenantId));
const put = (tenantId: string, values: Record<string, unknown>) =>
  controlDb().update(tenants).set(values).where(eq(tenants.id, tenantId));

describe("a deleted workspace", () => {
  it("is gone for everybody at once, and comes back as it was", async () => {
    const { tenant, ctx, headers } = await signedIn("owner");
    const company = await makeCompany(ctx);
    const { until } = await remove(tenant.tenantId);
    expect(Math.round((until.getTime() - Date.now()) / 86_400_000)).toBe(30);
    await expect(contextOf(headers)).rejects.toMatchObject({
      code: "not_found",
      message: "There is no workspace at this address.",
    });
    expect(await controlDb().$count(sessions, eq(sessions.tenantId, tenant.tenantId))).toBe(0);
    expect(await findTenant(tenant.slug)).toBeNull();
    expect(await lastAudit(ctx)).toMatchObject({ action: "workspace.deleted" });

    await restore(tenant.tenantId);
    await expect(getCompany(ctx, { id: company.id })).resolves.toMatchObject({ id: company.id });
    // The session ended with the workspace, and stays ended.
    await expect(contextOf(headers)).rejects.toMatchObject({ code: "unauthenticated" });
    expect(await lastAudit(ctx)).toMatchObject({ action: "workspace.restored" });
  });

  it("keeps its name", async () => {
    const tenant = await makeTenant();
    await remove(tenant.tenantId);
    await expect(makeTenant({ slug: tenant.slug })).rejects.toMatchObject({ code: "conflict" });
  });

  it("cannot be deleted twice, nor brought back after 30 days, nor when it was never deleted", async () => {
    const { tenantId } = await makeTenant();
    await expect(restore(tenantId)).rejects.toMatchObject({ code: "not_found" });
    await remove(tenantId);
    await expect(remove(tenantId)).rejects.toMatchObject({ code: "not_found" });
    await put(tenantId, { deletedAt: sql`now() - interval '30 days 1 minute'` });
    await expect(restore(tenantId)).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("more than 30 days ago"),
    });
  });
});

describe("a trial that is over", () => {
  it("suspends the workspace, and no other", async () => {
    const [over, lasting, paying] = await Promise.all([makeTenant(), makeTenant(), makeTenant()]);
    await put(over.tenantId, { trialEndsAt: sql`now() - interval '1 second'` });
    await put(paying.tenantId, { status: "active", trialEndsAt: new Date(0) });
    await suspendEndedTrials();
    expect(await findTenant(over.slug)).toMatchObject({
      status: "suspended",
      statusReason: expect.stringMatching(/^Its trial ended on .*\.$/),
    });
    expect(await findTenant(lasting.slug)).toMatchObject({ status: "trial" });
    expect(await findTenant(paying.slug)).toMatchObject({ status: "active" });
  });
});
