import { and, eq, isNull, sql } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { newId } from "@/db/columns";
import { controlDb } from "@/db/control";
import { giveRole, makeRole, makeTenant, memberWith, signedIn, signIn } from "@/db/factories";
import { memberships, permissionChanges } from "@/db/schema/control";
import { auditLogs, memberRoles, members } from "@/db/schema/tenant";
import { type TenantScope, withTenant } from "@/db/tenant";
import { within } from "@/db/within";
import { defineCommand } from "./command";
import { contextOf } from "./context";
import { Conflict, NotFound } from "./errors";
import { finishAccessChanges } from "./freshness";

const memberInput = z.object({ memberId: z.uuid() });

const takeRoles = defineCommand({
  name: "test.take_roles",
  permission: "role:assign",
  changesAccess: true,
  input: memberInput.extend({ ending: z.enum(["good", "refused", "foreign", "broken"]).default("good") }),
  run: async ({ ctx, tx, input: { memberId, ending }, audit }) => {
    await tx
      .update(memberRoles)
      .set({ revokedAt: sql`now()` as never })
      .where(within(ctx, memberRoles, eq(memberRoles.memberId, memberId), isNull(memberRoles.revokedAt)));
    audit({ action: "test.roles_taken", resource: { type: "member", id: memberId } });
    if (ending === "foreign") throw new NotFound();
    if (ending === "refused") throw new Conflict("Somebody was faster. Nothing was changed.");
    if (ending === "broken") throw new Error("the disk is on fire");
  },
});

/** Runs while a status is set, before it is saved. */
let meanwhile = async () => {};

const setStatus = defineCommand({
  name: "test.set_status",
  permission: "member:update",
  changesAccess: true,
  input: memberInput.extend({ status: z.enum(["active", "suspended", "removed"]) }),
  run: async ({ ctx, tx, input: { memberId, status }, audit, effects }) => {
    await tx
      .update(members)
      .set({ status })
      .where(within(ctx, members, eq(members.id, memberId)));
    effects.membership(memberId);
    audit({ action: "test.status_set", resource: { type: "member", id: memberId } });
    await meanwhile();
  },
});

const takeInside = defineCommand({
  name: "test.take_inside",
  permission: "role:assign",
  changesAccess: true,
  input: memberInput,
  run: async ({ ctx, input, audit }) => {
    await takeRoles(ctx, input);
    audit({ action: "test.taken_inside", resource: { type: "member", id: input.memberId } });
  },
});

const takeUnsaid = defineCommand({
  name: "test.take_unsaid",
  permission: "role:assign",
  input: memberInput,
  run: async ({ ctx, input, audit }) => {
    audit.nothing("it never gets there");
    await takeRoles(ctx, input);
  },
});

/** Another server: nothing of what this one remembers is known there. */
async function anotherServer(): Promise<typeof contextOf> {
  vi.resetModules();
  return (await import("./context")).contextOf;
}

const markers = ({ tenantId }: TenantScope) =>
  controlDb().$count(permissionChanges, eq(permissionChanges.tenantId, tenantId));

const membership = async (memberId: string) => {
  const [row] = await controlDb().select().from(memberships).where(eq(memberships.memberId, memberId));
  if (!row) throw new Error("There is no membership.");
  return row;
};

describe("a change of who may do what", () => {
  it("holds on every server from the next request on, and what nobody changed is remembered", async () => {
    const { tenant, ctx: owner } = await signedIn("owner");
    const { headers, memberId } = await signIn(tenant, "manager");
    const elsewhere = await anotherServer();
    const servers = [contextOf, elsewhere];
    for (const server of servers) expect((await server(headers)).can("deal:update")).toBe(true);
    await withTenant(tenant, "read write", (tx) =>
      tx.delete(memberRoles).where(within(tenant, memberRoles, eq(memberRoles.memberId, memberId))),
    );
    // Behind everybody's back: it shows that both remember.
    for (const server of servers) expect((await server(headers)).can("deal:update")).toBe(true);
    await takeRoles(owner, { memberId });
    for (const server of servers) expect((await server(headers)).can("deal:update")).toBe(false);
    expect(await markers(tenant)).toBe(0);
  });

  it("of somebody's status shuts them out everywhere with a sentence, and lets them in again", async () => {
    const { tenant, ctx: owner } = await signedIn("owner");
    const { headers, memberId } = await signIn(tenant, "manager");
    const elsewhere = await anotherServer();
    for (const server of [contextOf, elsewhere]) await server(headers);
    for (const [status, sentence] of [
      ["suspended", /You were suspended/],
      ["removed", /You were removed/],
    ] as const) {
      await setStatus(owner, { memberId, status });
      for (const server of [contextOf, elsewhere])
        await expect(server(headers)).rejects.toMatchObject({ code: "forbidden", message: sentence });
      expect(await membership(memberId)).toMatchObject({ status });
    }
    await setStatus(owner, { memberId, status: "active" });
    for (const server of [contextOf, elsewhere])
      expect((await server(headers)).can("deal:update")).toBe(true);
  });

  it("ends by itself at the moment that was said, by the database's clock", async () => {
    const tenant = await makeTenant();
    const { headers, memberId } = await memberWith(tenant, []);
    const role = await makeRole(tenant, { rules: ["deal:update"] });
    const elsewhere = await anotherServer();
    const now = async () => {
      const [row] = await withTenant(tenant, "read only", (tx) =>
        tx.execute(
          sql`select extract(epoch from clock_timestamp()) * 1000 as ms, ${tenant.tenantId}::uuid as tenant_id`,
        ),
      );
      return Number(row?.ms);
    };
    const expiresAt = new Date((await now()) + 700);
    await giveRole(tenant, memberId, role, { expiresAt });
    let may = true;
    for (let seen = 0; may; seen += 1) {
      const before = await now();
      for (const server of [contextOf, elsewhere]) {
        may = (await server(headers)).can("deal:update");
        if (may) expect(before).toBeLessThan(expiresAt.getTime());
        else expect(await now()).toBeGreaterThanOrEqual(expiresAt.getTime());
      }
      if (seen === 0) expect(may).toBe(true);
    }
  });

  it("that a server did not live to finish holds at once, and is finished by the sweep", async () => {
    const { tenant } = await signedIn("owner");
    const { headers, memberId } = await signIn(tenant, "manager");
    const elsewhere = await anotherServer();
    for (const server of [contextOf, elsewhere]) await server(headers);
    await controlDb().insert(permissionChanges).values({ tenantId: tenant.tenantId, verb: "test.killed" });
    for (const server of [contextOf, elsewhere])
      expect((await server(headers)).can("deal:update")).toBe(true);
    await withTenant(tenant, "read write", (tx) =>
      tx
        .update(members)
        .set({ status: "suspended" })
        .where(within(tenant, members, eq(members.id, memberId))),
    );
    for (const server of [contextOf, elsewhere])
      await expect(server(headers)).rejects.toMatchObject({ code: "forbidden", message: /suspended/ });
    const { permissionVersion } = await membership(memberId);
    await finishAccessChanges();
    expect(await markers(tenant)).toBe(1);
    await controlDb()
      .update(permissionChanges)
      .set({ startedAt: sql`now() - interval '6 minutes'` as never })
      .where(eq(permissionChanges.tenantId, tenant.tenantId));
    expect(await finishAccessChanges()).toBeGreaterThan(0);
    expect(await markers(tenant)).toBe(0);
    expect(await membership(memberId)).toMatchObject({
      status: "suspended",
      permissionVersion: permissionVersion + 1,
    });
  });

  it("leaves the index for sign-in as the tenant has it, whichever of two at once is finished last", async () => {
    const { tenant, ctx: owner } = await signedIn("owner");
    const [one, other] = await Promise.all([signIn(tenant, "manager"), signIn(tenant, "manager")]);
    const statuses = ["suspended", "active", "suspended", "active", "removed", "suspended"] as const;
    await Promise.all(
      statuses.flatMap((status) =>
        [one, other].map(({ memberId }) => setStatus(owner, { memberId, status })),
      ),
    );
    const held = await withTenant(tenant, "read only", (tx) =>
      tx.select({ id: members.id, status: members.status }).from(members).where(within(tenant, members)),
    );
    for (const { id, status } of held) expect(await membership(id)).toMatchObject({ status });
    expect(await markers(tenant)).toBe(0);
  });

  it("that is finished while another one is under way is seen, and so is the other one", async () => {
    const { tenant, ctx: owner } = await signedIn("owner");
    const [one, other] = await Promise.all([signIn(tenant, "manager"), signIn(tenant, "manager")]);
    const elsewhere = await anotherServer();
    for (const { headers } of [one, other]) await elsewhere(headers);
    meanwhile = async () => {
      meanwhile = async () => {};
      expect((await elsewhere(one.headers)).can("deal:update")).toBe(true);
      expect(await markers(tenant)).toBe(1);
      expect((await elsewhere(other.headers)).can("deal:update")).toBe(true);
    };
    await setStatus(owner, { memberId: one.memberId, status: "suspended" });
    await expect(elsewhere(one.headers)).rejects.toMatchObject({ code: "forbidden" });
    await takeRoles(owner, { memberId: other.memberId });
    expect((await elsewhere(other.headers)).can("deal:update")).toBe(false);
  });

  it("that is refused or fails changes nothing, and leaves no marker", async () => {
    const { tenant, ctx: owner } = await signedIn("owner");
    const { headers, memberId } = await signIn(tenant, "manager");
    const before = (await membership(memberId)).permissionVersion;
    await expect(takeRoles(owner, { memberId, ending: "refused" })).rejects.toMatchObject({
      code: "conflict",
    });
    expect((await membership(memberId)).permissionVersion).toBe(before);
    await expect(takeRoles(owner, { memberId, ending: "broken" })).rejects.toThrow("on fire");
    expect((await membership(memberId)).permissionVersion).toBe(before + 1);
    expect((await contextOf(headers)).can("deal:update")).toBe(true);
    expect(await markers(tenant)).toBe(0);
  });

  it("can be part of another one, and of nothing else", async () => {
    const { tenant, ctx: owner } = await signedIn("owner");
    const { headers, memberId } = await signIn(tenant, "manager");
    await expect(takeUnsaid(owner, { memberId })).rejects.toThrow(/only a command that does so too/);
    const { permissionVersion } = await membership(memberId);
    await takeInside(owner, { memberId });
    expect((await contextOf(headers)).can("deal:update")).toBe(false);
    expect((await membership(memberId)).permissionVersion).toBe(permissionVersion + 1);
  });

  it("that is refused stands in the audit log, with who tried what", async () => {
    const { tenant, ctx: owner } = await signedIn("owner");
    const rep = await signIn(tenant, "sales_rep");
    await expect(takeRoles(owner, { memberId: rep.memberId, ending: "refused" })).rejects.toThrow();
    await expect(takeRoles(rep.ctx, { memberId: rep.memberId })).rejects.toMatchObject({ code: "forbidden" });
    await expect(takeRoles(owner, { memberId: "nobody" })).rejects.toMatchObject({ code: "invalid" });
    const elsewhere = newId();
    const attempt = takeRoles(owner, { memberId: elsewhere, ending: "foreign" });
    await expect(attempt).rejects.toMatchObject({ code: "not_found" });
    const entries = await withTenant(tenant, "read only", (tx) =>
      tx
        .select()
        .from(auditLogs)
        .where(within(tenant, auditLogs, and(eq(auditLogs.success, false))))
        .orderBy(auditLogs.seq),
    );
    expect(entries).toMatchObject([
      {
        action: "access.refused",
        actorMemberId: owner.member?.id,
        error: "Somebody was faster. Nothing was changed.",
        changes: { after: { attempt: "test.take_roles", input: { memberId: rep.memberId } } },
      },
      {
        action: "access.refused",
        actorMemberId: rep.memberId,
        error: expect.stringContaining("role:assign"),
        changes: { after: { attempt: "test.take_roles" } },
      },
      {
        actorMemberId: owner.member?.id,
        error: expect.stringContaining("does not exist"),
        changes: { after: { input: { memberId: elsewhere } } },
      },
    ]);
  });
});

describe("who is here", () => {
  it("is noted, and not at every request", async () => {
    const { headers, memberId } = await signedIn("owner");
    const seen = async () => (await membership(memberId)).lastSeenAt;
    await expect.poll(seen).toBeInstanceOf(Date);
    const first = await seen();
    await contextOf(headers);
    const old = new Date(Date.now() - 6 * 60 * 1000);
    expect(await seen()).toEqual(first);
    await controlDb().update(memberships).set({ lastSeenAt: old }).where(eq(memberships.memberId, memberId));
    await contextOf(headers);
    await expect.poll(async () => (await seen())?.getTime()).toBeGreaterThan(old.getTime());
  });
});
