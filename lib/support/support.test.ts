import { and, eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { controlDb } from "@/db/control";
import { makeCompany, signedIn, signedInOperator, signIn, visiting } from "@/db/factories";
import { lastAudit } from "@/db/factories/audit";
import { jobs, platformAuditLogs, sessions, supportSessions, tenants } from "@/db/schema/control";
import { revokeOperator } from "@/lib/auth/operator-role";
import { createCompany } from "@/lib/companies/commands";
import { listCompanies } from "@/lib/companies/queries";
import { env } from "@/lib/env";
import { runJob } from "@/lib/jobs/run";
import { contextOf, operatorOf, visitorOf } from "@/lib/kernel/context";
import { tenantAuditHandlers } from "@/lib/kernel/tenant-audit";
import { listMembers } from "@/lib/members/list";
import { permissions } from "@/lib/rbac/permissions";
import { systemRoles } from "@/lib/rbac/roles";
import { supportHandlers } from "@/lib/tenancy/support";
import { enterWorkspace } from "@/lib/workspaces/commands";
import { endVisit, leave, setSupportAccess } from "./commands";
import { enterAsSupport, openAsSupport } from "./enter";
import { currentVisits, supportSettings } from "./queries";

const reason = "Their import fails, ticket 4711";
const allow = (tenantId: string, supportAccess: "none" | "read" | "write") =>
  controlDb().update(tenants).set({ supportAccess }).where(eq(tenants.id, tenantId));

const platformEntries = (tenantId: string, action: string) =>
  controlDb()
    .select()
    .from(platformAuditLogs)
    .where(and(eq(platformAuditLogs.tenantId, tenantId), eq(platformAuditLogs.action, action)));

/** What the worker would do now, for this tenant. */
async function work(tenantId: string): Promise<void> {
  const kind = sql`${jobs.kind} in ('tenant_audit', 'support_end')`;
  const due = and(eq(jobs.tenantId, tenantId), eq(jobs.state, "queued"), sql`${jobs.runAt} <= now()`, kind);
  const handlers = { ...tenantAuditHandlers, ...supportHandlers };
  for (const job of await controlDb().select().from(jobs).where(due)) await runJob(job, handlers);
}

/** As if the time of a visit were over. */
async function expire(visitId: string): Promise<void> {
  const past = sql`now() - interval '1 second'` as never;
  await controlDb().update(supportSessions).set({ expiresAt: past }).where(eq(supportSessions.id, visitId));
  await controlDb().update(jobs).set({ runAt: past }).where(eq(jobs.key, visitId));
}

describe("a visit of support", () => {
  it("looks into the tenant, and says in every way who looks and why", async () => {
    const { tenant, ctx: owner } = await signedIn("owner");
    const company = await makeCompany(owner);
    const visit = await visiting(tenant);
    expect(visit.ctx).toMatchObject({
      tenantId: tenant.tenantId,
      member: null,
      support: { name: "Noor Haddad", reason, mode: "read" },
      reason: `Support: Noor Haddad (${reason})`,
    });
    const page = await listCompanies(visit.ctx, {});
    expect(page.rows).toMatchObject([{ id: company.id }]);
    expect(await currentVisits(owner, undefined)).toMatchObject([{ id: visit.id, operator: "Noor Haddad" }]);
    expect((await contextOf(visit.headers)).tenant.isVisited).toBe(true);
    expect(await lastAudit(owner)).toMatchObject({
      action: "support.entered",
      actorReason: "Operator: Noor Haddad",
      changes: { after: { reason, mode: "read" } },
    });
    expect(await platformEntries(tenant.tenantId, "support.entered")).toMatchObject([
      { actorUserId: visit.operator.user.id, changes: { after: { support: visit.id, reason } } },
    ]);
  });

  it("changes nothing when it may only read, and is told so before anything else", async () => {
    const { tenant, ctx: owner } = await signedIn("owner");
    const { ctx } = await visiting(tenant);
    await expect(createCompany(ctx, { name: "" })).rejects.toMatchObject({
      code: "forbidden",
      message: "You are here as support, and may read only. Nothing was changed.",
    });
    expect((await listCompanies(owner, {})).total).toBe(0);
  });

  it("changes what the tenant allows, under its own name", async () => {
    const { tenant, ctx: owner } = await signedIn("owner");
    await allow(tenant.tenantId, "write");
    const { ctx } = await visiting(tenant, { mode: "write" });
    const { id } = await createCompany(ctx, { name: "Isdom" });
    expect(await lastAudit(owner, id)).toMatchObject({
      actorMemberId: null,
      actorReason: `Support: Noor Haddad (${reason})`,
    });
    await expect(setSupportAccess(ctx, { access: "write" })).rejects.toMatchObject({ code: "forbidden" });
  });

  it("may do what a viewer may and see the audit, or what an admin may but for people, roles and settings", async () => {
    const { tenant } = await signedIn("owner");
    await allow(tenant.tenantId, "write");
    const allowed = async (mode: "read" | "write") => {
      const { ctx } = await visiting(tenant, { mode });
      return permissions.filter(({ name }) => ctx.can(name)).map(({ name }) => name);
    };
    expect(new Set(await allowed("read"))).toEqual(
      new Set([...systemRoles.viewer.permissions, "audit:read"]),
    );
    const write = await allowed("write");
    expect(write).toEqual(expect.arrayContaining(["deal:delete", "member:read", "import:create"]));
    for (const theirs of ["member:create", "role:assign", "team:update", "access:review", "deal:share"])
      expect(write).not.toContain(theirs);
    for (const theirs of ["workspace:update", "workspace:export"]) expect(write).not.toContain(theirs);
    expect(write.every((name) => systemRoles.admin.permissions.has(name))).toBe(true);
  });

  it("is refused where the tenant lets nobody in, or not as far", async () => {
    const { tenant } = await signedIn("owner");
    const { ctx } = await signedInOperator();
    const enter = (more: object) =>
      enterAsSupport(ctx, { tenantId: tenant.tenantId, reason, minutes: 15, ...more });
    await expect(enter({ mode: "write" })).rejects.toMatchObject({
      code: "invalid",
      fields: { mode: [expect.stringContaining("change nothing")] },
    });
    await allow(tenant.tenantId, "none");
    await expect(enter({})).rejects.toMatchObject({ code: "forbidden" });
    for (const wrong of [{ reason: "because" }, { minutes: 600 }])
      await expect(enter(wrong)).rejects.toMatchObject({ code: "invalid" });
    expect(await platformEntries(tenant.tenantId, "support.entered")).toEqual([]);
  });
});

describe("the way in", () => {
  it("is of the one browser, and of an operator with an open visit", async () => {
    const { tenant } = await signedIn("owner");
    const [operator, other] = [await signedInOperator(), await signedInOperator()];
    await enterAsSupport(operator.ctx, { tenantId: tenant.tenantId, reason, minutes: 15 });
    const open = { workspace: tenant.slug, knock: "a knock" };
    await expect(openAsSupport(other.ctx, open)).rejects.toMatchObject({ code: "not_found" });
    const { url } = await openAsSupport(operator.ctx, open);
    const door = await visitorOf(new Headers({ host: `${tenant.slug}.${env.APP_HOST}` }));
    const code = new URL(url).searchParams.get("code") ?? "";
    expect(await enterWorkspace(door, { code, key: "another browser" })).toBeNull();
  });

  it("leads nowhere else: support is nobody at the verbs that people have beside their workspace", async () => {
    const { tenant } = await signedIn("owner");
    const { headers, operator, cookie } = await visiting(tenant);
    expect((await visitorOf(headers)).user).toBeNull();
    const { tenant: other } = await signedIn("owner");
    for (const host of [env.APP_HOST, `admin.${env.APP_HOST}`, `${other.slug}.${env.APP_HOST}`])
      expect((await visitorOf(new Headers({ host, cookie }))).user).toBeNull();
    // And it leaves the console as it was.
    expect((await operatorOf(operator.headers)).user.id).toBe(operator.user.id);
  });

  it("gives no membership of its own, also to an operator who has one", async () => {
    const { tenant } = await signedIn("owner");
    const operator = await signedInOperator();
    await signIn(tenant, "owner", operator.user);
    const { ctx, headers, id } = await visiting(tenant, { operator });
    expect(ctx).toMatchObject({ member: null, support: { mode: "read" } });
    await expire(id);
    await expect(contextOf(headers)).rejects.toMatchObject({ code: "unauthenticated" });
  });
});

describe("the end of a visit", () => {
  const outside = (headers: Headers) =>
    expect(contextOf(headers)).rejects.toMatchObject({ code: "unauthenticated" });

  it("comes by itself, at once, and is written down", async () => {
    const { tenant, ctx: owner } = await signedIn("owner");
    const visit = await visiting(tenant);
    await expire(visit.id);
    await outside(visit.headers);
    expect(await currentVisits(owner, undefined)).toEqual([]);
    await work(tenant.tenantId);
    await work(tenant.tenantId);
    expect(await platformEntries(tenant.tenantId, "support.ended")).toMatchObject([
      { actorReason: "Support ended by itself" },
    ]);
    expect(await lastAudit(owner)).toMatchObject({
      action: "support.ended",
      actorReason: "Support ended by itself",
    });
    const [row] = await controlDb().select().from(supportSessions).where(eq(supportSessions.id, visit.id));
    expect(row?.endedAt).toEqual(row?.expiresAt);
  });

  it("comes when one of its people says so, also while the workspace is suspended", async () => {
    const { tenant, ctx: owner, headers } = await signedIn("owner");
    const visit = await visiting(tenant);
    await controlDb().update(tenants).set({ status: "suspended" }).where(eq(tenants.id, tenant.tenantId));
    await endVisit(await contextOf(headers), { id: visit.id });
    await outside(visit.headers);
    await expect(endVisit(owner, { id: visit.id })).rejects.toMatchObject({ code: "not_found" });
    await work(tenant.tenantId);
    expect(await lastAudit(owner)).toMatchObject({
      action: "support.ended",
      actorMemberId: owner.member?.id,
      actorReason: null,
    });
    expect(await platformEntries(tenant.tenantId, "support.ended")).toHaveLength(1);
    const left = await controlDb().select().from(sessions).where(eq(sessions.supportSessionId, visit.id));
    expect(left).toEqual([]);
  });

  it("comes when support leaves, when its operator is revoked, and when another visit of theirs begins", async () => {
    const { tenant } = await signedIn("owner");
    const [first, revoked, again] = [await visiting(tenant), await visiting(tenant), await visiting(tenant)];
    await leave(first.ctx, undefined);
    await revokeOperator({ email: revoked.operator.user.email, by: "a test" });
    await visiting(tenant, { operator: again.operator });
    for (const { headers } of [first, revoked, again]) await outside(headers);
    expect(await platformEntries(tenant.tenantId, "support.ended")).toHaveLength(3);
  });

  it("comes when the tenant lets support in no more, or not as far", async () => {
    const { tenant, ctx: owner } = await signedIn("owner");
    await setSupportAccess(owner, { access: "write" });
    const [reading, writing] = [await visiting(tenant), await visiting(tenant, { mode: "write" })];
    await setSupportAccess(owner, { access: "read" });
    await outside(writing.headers);
    expect((await contextOf(reading.headers)).support?.id).toBe(reading.id);
    await setSupportAccess(owner, { access: "none" });
    await outside(reading.headers);
    const settings = await supportSettings(owner, undefined);
    expect(settings).toMatchObject({ access: "none", visits: [{ id: writing.id }, { id: reading.id }] });
    expect(settings.visits.every(({ endedAt }) => endedAt !== null)).toBe(true);
    expect(await platformEntries(tenant.tenantId, "support.access_changed")).toHaveLength(3);
  });

  it("is nothing that one tenant does to another's", async () => {
    const { tenant } = await signedIn("owner");
    const { ctx: stranger } = await signedIn("owner");
    const visit = await visiting(tenant);
    await expect(endVisit(stranger, { id: visit.id })).rejects.toMatchObject({ code: "not_found" });
    expect((await contextOf(visit.headers)).support?.id).toBe(visit.id);
    expect(await currentVisits(stranger, undefined)).toEqual([]);
    expect((await supportSettings(stranger, undefined)).visits).toEqual([]);
    expect((await listMembers(visit.ctx, {})).total).toBe(1);
  });
});
