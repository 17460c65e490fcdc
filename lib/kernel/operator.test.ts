import { and, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { controlDb } from "@/db/control";
import { atConsole, makeSession, makeUser, signedIn, signedInOperator } from "@/db/factories";
import { lastAudit } from "@/db/factories/audit";
import { jobs, operators, platformAuditLogs, sessions, users } from "@/db/schema/control";
import { auditLogs } from "@/db/schema/tenant";
import { withTenant } from "@/db/tenant";
import { within } from "@/db/within";
import { signIn } from "@/lib/auth/commands";
import { env } from "@/lib/env";
import { runJob } from "@/lib/jobs/run";
import { contextOf, operatorOf, visitorOf } from "./context";
import { defineOperatorCommand } from "./operator";
import { type RegisteredVerb, registeredVerbs } from "./registry";
import { tenantAuditHandlers } from "./tenant-audit";

import.meta.glob(["../*/*.ts", "!../**/*.test.ts", "!../**/actions.ts"], { eager: true });
const operatorVerbs = registeredVerbs().filter(({ info }) => info.actor === "operator");

const password = "a long enough one";
const apexHeaders = (cookie: string) => new Headers({ host: env.APP_HOST, cookie });

const mark = defineOperatorCommand({
  name: "test.mark",
  input: z.object({ tenantId: z.uuid(), fail: z.boolean().default(false) }),
  run: async ({ input: { tenantId, fail }, audit, tenantAudit }) => {
    const entry = {
      action: "tenant.marked",
      resource: { type: "tenant", id: tenantId },
      after: { rows: 5n },
    };
    audit(entry);
    await tenantAudit({ ...entry, tenantId });
    if (fail) throw new Error("after all");
  },
});

describe("the console's context", () => {
  it("is an operator's, at the console's host, with a session of that host", async () => {
    const { ctx, user } = await signedInOperator();
    expect(ctx.user).toMatchObject({ id: user.id, name: "Noor Haddad" });
  });

  it("is nobody else's", async () => {
    const { tenant, headers, user, cookie } = await signedIn("owner");
    const operator = await signedInOperator();
    const code = (headers: Headers) => operatorOf(headers).catch((error) => error.code);
    const apexCookie = await makeSession(operator.user.id, null);
    const tenantCookie = await makeSession(operator.user.id, tenant.tenantId);

    expect(await code(headers)).toBe("not_found");
    expect(await code(apexHeaders(operator.cookie))).toBe("not_found");
    expect(await code(atConsole())).toBe("unauthenticated");
    for (const worthless of [cookie, apexCookie, tenantCookie])
      expect(await code(atConsole(worthless))).toBe("unauthenticated");
    // A session of the console without the role, as it would be left by a revoked operator.
    expect(await code(atConsole(await makeSession(user.id, null, true)))).toBe("unauthenticated");
  });

  it("is worth nothing elsewhere", async () => {
    const { tenant } = await signedIn("owner");
    const { cookie } = await signedInOperator();
    expect((await visitorOf(apexHeaders(cookie))).user).toBeNull();
    const there = new Headers({ host: `${tenant.slug}.${env.APP_HOST}`, cookie });
    await expect(contextOf(there)).rejects.toMatchObject({ code: "unauthenticated" });
  });

  it("ends at the next request when the operator is revoked, or deactivated", async () => {
    const [revoked, gone] = [await signedInOperator(), await signedInOperator()];
    await controlDb()
      .update(operators)
      .set({ revokedAt: new Date() })
      .where(eq(operators.userId, revoked.user.id));
    await controlDb().update(users).set({ isActive: false }).where(eq(users.id, gone.user.id));
    for (const { headers } of [revoked, gone])
      await expect(operatorOf(headers)).rejects.toMatchObject({ code: "unauthenticated" });
  });
});

describe("sign-in at the console", () => {
  const attempt = async (email: string, typed = password) =>
    signIn(await visitorOf(atConsole()), { email, password: typed }).catch((error) => ({
      code: error.code,
      message: error.message,
    }));

  it("starts a session of the console for an operator", async () => {
    const { user } = await signedInOperator({ password });
    const { token } = (await attempt(user.email)) as { token: string };
    const [row] = await controlDb().select().from(sessions).where(eq(sessions.token, token));
    expect(row).toMatchObject({ userId: user.id, isAdmin: true, tenantId: null, supportSessionId: null });
  });

  it("answers everybody else as it answers a wrong password", async () => {
    const { user } = await signedInOperator({ password });
    const wrong = await attempt(user.email, "another long one");
    const stranger = await makeUser({ password });
    const revoked = await signedInOperator({ password });
    await controlDb()
      .update(operators)
      .set({ revokedAt: new Date() })
      .where(eq(operators.userId, revoked.user.id));
    expect(await attempt(stranger.email)).toEqual(wrong);
    expect(await attempt(revoked.user.email)).toEqual(wrong);
    expect(wrong).toMatchObject({ code: "invalid" });
    const left = await controlDb().select().from(sessions).where(eq(sessions.userId, stranger.id));
    expect(left).toEqual([]);
  });
});

describe("an operator's verb", () => {
  it("refuses every context but an operator's, before it looks at the input", async () => {
    const { ctx: owner, user } = await signedIn("owner");
    const contexts = {
      "an owner": owner,
      "a visitor of the apex": await visitorOf(apexHeaders(await makeSession(user.id, null))),
      "a guest of the console": await visitorOf(atConsole()),
      "a look-alike": { ...(await signedInOperator()).ctx },
    };
    expect(operatorVerbs.length).toBeGreaterThan(8);
    for (const [who, ctx] of Object.entries(contexts)) {
      for (const verb of operatorVerbs) {
        const answer = await (verb as RegisteredVerb)(ctx, null).catch((error: Error) => error.message);
        expect(answer, `${who} ${verb.info.name}`).toMatch(/not here|not made from a request/);
      }
    }
  });

  it("leaves an operator alone where only a tenant's people may act", async () => {
    const { ctx } = await signedInOperator();
    for (const verb of registeredVerbs().filter(({ info }) => info.actor !== "operator"))
      await expect(verb(ctx, null), verb.info.name).rejects.toMatchObject({ code: "not_found" });
  });

  it("is written down in the platform's log and, once, in the tenant's own", async () => {
    const { ctx: owner, tenant } = await signedIn("owner");
    const { ctx, user } = await signedInOperator();
    await mark(ctx, { tenantId: tenant.tenantId });
    const [platform] = await controlDb()
      .select()
      .from(platformAuditLogs)
      .where(
        and(eq(platformAuditLogs.tenantId, tenant.tenantId), eq(platformAuditLogs.action, "tenant.marked")),
      );
    expect(platform).toMatchObject({ actorUserId: user.id, requestId: ctx.request.id });
    expect(await lastAudit(owner)).toMatchObject({
      action: "tenant.marked",
      actorMemberId: null,
      actorReason: "Operator: Noor Haddad",
      requestId: ctx.request.id,
      changes: { after: { rows: "5" } },
    });

    // Run again, as by a worker that takes it for unfinished: the entry is there once.
    const asked = and(eq(jobs.tenantId, tenant.tenantId), eq(jobs.kind, "tenant_audit"));
    const [job] = await controlDb().select().from(jobs).where(asked);
    expect(job).toMatchObject({ state: "done" });
    if (job) await Promise.all([runJob(job, tenantAuditHandlers), runJob(job, tenantAuditHandlers)]);
    const entries = await withTenant(owner, "read only", (tx) =>
      tx
        .select({ id: auditLogs.id })
        .from(auditLogs)
        .where(within(owner, auditLogs, eq(auditLogs.action, "tenant.marked"))),
    );
    expect(entries).toEqual([{ id: job?.key }]);
  });

  it("that fails leaves no trace in either", async () => {
    const { ctx: owner, tenant } = await signedIn("owner");
    const { ctx } = await signedInOperator();
    const before = await lastAudit(owner);
    await expect(mark(ctx, { tenantId: tenant.tenantId, fail: true })).rejects.toThrow("after all");
    expect((await lastAudit(owner))?.id).toBe(before?.id);
    const left = await controlDb()
      .select()
      .from(jobs)
      .where(and(eq(jobs.tenantId, tenant.tenantId), eq(jobs.kind, "tenant_audit")));
    expect(left).toEqual([]);
  });
});
