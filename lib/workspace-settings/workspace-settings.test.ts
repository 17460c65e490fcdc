import { and, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { controlDb } from "@/db/control";
import { makeUser, signedIn, signIn, type TestUser } from "@/db/factories";
import { lastAudit } from "@/db/factories/audit";
import { currentLevel } from "@/db/factories/level";
import { makeSession } from "@/db/factories/users";
import { memberships, platformAuditLogs, tenants } from "@/db/schema/control";
import { env } from "@/lib/env";
import { runDueJobs } from "@/lib/jobs/run";
import { contextOf, visitorOf } from "@/lib/kernel/context";
import { tenantAuditHandlers } from "@/lib/kernel/tenant-audit";
import { bySystem } from "@/lib/tenancy/lifecycle/happening";
import { changeStatus } from "@/lib/tenancy/lifecycle/status";
import { listDeletedWorkspaces, restoreWorkspace } from "@/lib/workspaces/deleted";
import { deleteWorkspace, exportWorkspace } from "./commands";
import { workspaceFacts } from "./queries";

const atApex = async ({ id }: TestUser) =>
  visitorOf(new Headers({ host: env.APP_HOST, cookie: await makeSession(id, null) }));

describe("the workspace's settings", () => {
  it("tell where its rows live and how many people it has", async () => {
    const { tenant, ctx } = await signedIn("viewer");
    await signIn(tenant, "owner");
    expect(await workspaceFacts(ctx, undefined)).toMatchObject({
      isolationLevel: currentLevel(),
      people: 2,
    });
  });
});

describe("deleting the workspace", () => {
  it("is for owners who type its name, and takes it from everybody at once", async () => {
    const { tenant, ctx, headers, user } = await signedIn("owner");
    const admin = await signIn(tenant, "admin");
    await expect(deleteWorkspace(admin.ctx, { confirm: "Acme" })).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(deleteWorkspace(ctx, { confirm: "acme" })).rejects.toMatchObject({
      code: "invalid",
      fields: { confirm: [expect.stringContaining("Acme")] },
    });
    await deleteWorkspace(ctx, { confirm: "Acme" });
    for (const gone of [headers, admin.headers])
      await expect(contextOf(gone)).rejects.toMatchObject({ code: "not_found" });
    const [entry] = await controlDb()
      .select({ by: platformAuditLogs.actorUserId })
      .from(platformAuditLogs)
      .where(
        and(eq(platformAuditLogs.tenantId, ctx.tenantId), eq(platformAuditLogs.action, "tenant.deleted")),
      );
    expect(entry).toEqual({ by: user.id });
    await runDueJobs(tenantAuditHandlers);
    expect(await lastAudit(ctx)).toMatchObject({
      action: "workspace.deleted",
      actorMemberId: ctx.member?.id,
      actorReason: null,
    });
  });

  it("also works while it is suspended", async () => {
    const { ctx, headers } = await signedIn("owner");
    const change = { tenantId: ctx.tenantId, to: "suspended", reason: "Its trial ended." } as const;
    await bySystem("test", (tx) => changeStatus(tx, change));
    await expect(deleteWorkspace(await contextOf(headers), { confirm: "Acme" })).resolves.toBeDefined();
  });

  it("is undone at the apex by its owners, and by nobody else", async () => {
    const { tenant, ctx, user } = await signedIn("owner");
    const [other, admin] = [await signIn(tenant, "owner"), await signIn(tenant, "admin")];
    const stranger = await makeUser();
    await deleteWorkspace(ctx, { confirm: "Acme" });
    const { tenantId } = tenant;
    for (const owner of [user, other.user])
      expect(await listDeletedWorkspaces(await atApex(owner), undefined)).toMatchObject([
        { id: tenantId, slug: tenant.slug, name: "Acme", until: expect.any(Date) },
      ]);
    for (const nobody of [admin.user, stranger]) {
      expect(await listDeletedWorkspaces(await atApex(nobody), undefined)).toEqual([]);
      await expect(restoreWorkspace(await atApex(nobody), { id: tenantId })).rejects.toMatchObject({
        code: "not_found",
        message: "There is no deleted workspace here that you can bring back.",
      });
    }
    await restoreWorkspace(await atApex(other.user), { id: tenantId });
    expect(await controlDb().$count(tenants, and(eq(tenants.id, tenantId)))).toBe(1);
    const again = new Headers({
      host: `${tenant.slug}.${env.APP_HOST}`,
      cookie: await makeSession(admin.user.id, tenantId),
    });
    await expect(contextOf(again)).resolves.toMatchObject({ tenantId });
    expect(await listDeletedWorkspaces(await atApex(user), undefined)).toEqual([]);
  });

  it("cannot be undone by an owner who was put out before", async () => {
    const { tenant, ctx } = await signedIn("owner");
    const other = await signIn(tenant, "owner");
    await controlDb()
      .update(memberships)
      .set({ status: "removed" })
      .where(and(eq(memberships.tenantId, ctx.tenantId), eq(memberships.userId, other.user.id)));
    await deleteWorkspace(ctx, { confirm: "Acme" });
    expect(await listDeletedWorkspaces(await atApex(other.user), undefined)).toEqual([]);
  });
});

describe("exporting the workspace", () => {
  it("is for owners and admins, written down, and possible while it is suspended", async () => {
    const { tenant, ctx, headers } = await signedIn("owner");
    const manager = await signIn(tenant, "manager");
    await expect(exportWorkspace(manager.ctx, undefined)).rejects.toMatchObject({ code: "forbidden" });
    const change = { tenantId: ctx.tenantId, to: "suspended", reason: "Its trial ended." } as const;
    await bySystem("test", (tx) => changeStatus(tx, change));
    await exportWorkspace(await contextOf(headers), undefined);
    expect(await lastAudit(ctx)).toMatchObject({
      action: "workspace.exported",
      actorMemberId: ctx.member?.id,
    });
  });
});
