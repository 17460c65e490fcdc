import { desc, eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, expectTypeOf, it } from "vitest";
import { z } from "zod";
import { controlDb } from "@/db/control";
import { adminOf, makeSession, makeTenant, makeUser, signedIn, signIn } from "@/db/factories";
import { makeProduct } from "@/db/factories/records";
import { memberships, tenants, users } from "@/db/schema/control";
import { auditLogs, memberRoles, products } from "@/db/schema/tenant";
import { withTenant } from "@/db/tenant";
import { within } from "@/db/within";
import { createContact } from "@/lib/contacts/commands";
import { env } from "@/lib/env";
import { getProduct } from "@/lib/products/queries";
import { permissions } from "@/lib/rbac/permissions";
import { systemRoleSlugs, systemRoles } from "@/lib/rbac/roles";
import { assertOwnOrigin, toActionError } from "./action";
import { defineCommand } from "./command";
import { type Context, contextOf, systemContext } from "./context";
import { defineQuery } from "./verbs";

const nothing = z.object({});
const addProduct = defineCommand({
  name: "test.add",
  permission: "product:create",
  input: z.object({
    name: z.string().min(1, "A name is needed."),
    ending: z.enum(["audit", "forget", "fail"]).default("audit"),
  }),
  run: async ({ ctx, tx, input, audit }) => {
    await tx
      .insert(products)
      .values({ tenantId: ctx.tenantId, name: input.name, nameKey: input.name, currency: "USD" });
    if (input.ending === "fail") throw new Error("the disk is on fire, password=hunter2");
    if (input.ending === "audit")
      audit({ action: "test.added", resource: { type: "product" }, after: { name: input.name, price: 5n } });
  },
});
/** As the application's role waits ten seconds, this waits a moment. */
const impatient = defineCommand({
  name: "test.impatient",
  permission: "product:update",
  input: z.object({ id: z.uuid() }),
  run: async ({ ctx, tx, input, audit }) => {
    audit.nothing("it never gets there");
    await tx.execute(
      sql`select set_config('lock_timeout', '50ms', true) where ${ctx.tenantId}::uuid is not null /* tenant_id */`,
    );
    await tx
      .update(products)
      .set({ name: "Late" })
      .where(within(ctx, products, eq(products.id, input.id)));
  },
});
const countProducts = defineQuery({
  name: "test.count",
  permission: "product:read",
  input: nothing,
  run: async ({ ctx, tx }) =>
    (await tx.select({ id: products.id }).from(products).where(within(ctx, products))).length,
});

let ctx: Context;
beforeAll(async () => {
  ctx = (await signedIn("manager")).ctx;
});

const auditOf = (of: Context) =>
  withTenant(of, "read only", (tx) =>
    tx
      .select()
      .from(auditLogs)
      .where(within(of, auditLogs, eq(auditLogs.action, "test.added")))
      .orderBy(desc(auditLogs.createdAt)),
  );

describe("a verb", () => {
  it("cannot be defined without a permission", () => {
    type Definition = Parameters<typeof defineQuery>[0];
    expectTypeOf<Omit<Definition, "permission">>().not.toExtend<Definition>();
    // @ts-expect-error a permission that is not in the catalogue does not compile either
    expectTypeOf<"deal:destroy">().toExtend<Definition["permission"]>();
  });

  it("refuses a context that was not made from a request", async () => {
    const forged = { ...ctx, can: () => true } as Context;
    await expect(countProducts(forged, {})).rejects.toThrow("This context was not made from a request.");
  });

  it("says at which field an input is wrong", async () => {
    await expect(addProduct(ctx, { name: "" })).rejects.toMatchObject({
      code: "invalid",
      message: "A name is needed.",
      fields: { name: ["A name is needed."] },
    });
  });

  it("refuses text that cannot be stored, wherever it stands", async () => {
    const contact = (tag: string) => createContact(ctx, { firstName: "Ada", tags: ["vip", tag] });
    for (const tag of ["a\u0000b", "\ud800"]) {
      await expect(contact(tag)).rejects.toMatchObject({ code: "invalid", message: /cannot be stored/ });
    }
    await expect(contact("né 🙂")).resolves.toMatchObject({ id: expect.any(String) });
  });

  it("allows exactly what the catalogue gives to each role", async () => {
    const tenant = await makeTenant();
    for (const slug of systemRoleSlugs) {
      const { ctx: member } = await signIn(tenant, slug);
      const allowed = permissions.filter(({ name }) => member.can(name)).map(({ name }) => name);
      expect(new Set(allowed)).toEqual(systemRoles[slug].permissions);
      const attempt = addProduct(member, { name: slug });
      if (systemRoles[slug].permissions.has("product:create")) await attempt;
      else await expect(attempt).rejects.toMatchObject({ code: "forbidden" });
    }
  });
});

describe("a command", () => {
  it("writes who did what in the same transaction", async () => {
    const before = await countProducts(ctx, {});
    await addProduct(ctx, { name: "GTX Pro" });
    expect(await countProducts(ctx, {})).toBe(before + 1);
    expect((await auditOf(ctx))[0]).toMatchObject({
      actorMemberId: ctx.member?.id,
      requestId: ctx.request.id,
      changes: { after: { name: "GTX Pro", price: "5" } },
    });
  });

  it("that records no audit entry, or fails, changes nothing", async () => {
    const before = [await countProducts(ctx, {}), (await auditOf(ctx)).length];
    await expect(addProduct(ctx, { name: "MG", ending: "forget" })).rejects.toThrow(
      "test.add wrote no audit entry.",
    );
    await expect(addProduct(ctx, { name: "MG", ending: "fail" })).rejects.toThrow();
    expect([await countProducts(ctx, {}), (await auditOf(ctx)).length]).toEqual(before);
  });

  it("is refused while the workspace is suspended, and reading goes on", async () => {
    const { tenant, headers } = await signedIn("owner");
    await controlDb().update(tenants).set({ status: "suspended" }).where(eq(tenants.id, tenant.tenantId));
    const suspended = await contextOf(headers);
    await expect(addProduct(suspended, { name: "MG" })).rejects.toMatchObject({
      code: "forbidden",
      message: /suspended/,
    });
    expect(await countProducts(suspended, {})).toBe(0);
  });

  it("that meets a lock held for long says so, and changes nothing", async () => {
    const { ctx: owner } = await signedIn("owner");
    const { id } = await makeProduct(owner, { name: "GTX" });
    const admin = adminOf(owner);
    const waiting = await admin.begin(async (tx) => {
      await tx`select from products where id = ${id} for update`;
      return impatient(owner, { id }).catch((error: unknown) => error);
    });
    expect(waiting).toMatchObject({
      code: "conflict",
      message: expect.stringContaining("Somebody else is changing this"),
    });
    expect(await getProduct(owner, { id })).toMatchObject({ version: 1 });
    const [role] = await admin`select rolconfig from pg_roles where rolname = 'tenantry_app'`;
    expect(role?.rolconfig).toContain("lock_timeout=10s");
    await admin.end();
  });

  it("by the system carries its reason", async () => {
    const tenant = await makeTenant();
    const system = await systemContext({ tenant: tenant.slug, reason: "demo" });
    await addProduct(system, { name: "GTX Basic" });
    expect((await auditOf(system))[0]).toMatchObject({ actorMemberId: null, actorReason: "demo" });
  });
});

describe("a context", () => {
  const host = (slug: string) => `${slug}.${env.APP_HOST}`;

  it("comes from Host, session and membership together", async () => {
    const tenant = await makeTenant();
    const other = await makeTenant();
    const { user, cookie } = await signIn(tenant, "viewer");
    const apexCookie = await makeSession(user.id, null);
    const stranger = await makeUser();
    const strangerCookie = await makeSession(stranger.id, tenant.tenantId);
    const attempt = (headers: Record<string, string>) =>
      contextOf(new Headers(headers)).catch((error) => error.code);

    expect(await attempt({ host: host(tenant.slug), cookie })).toMatchObject({ tenantId: tenant.tenantId });
    expect(await attempt({ host: host(tenant.slug) })).toBe("unauthenticated");
    expect(await attempt({ host: host(tenant.slug), cookie: apexCookie })).toBe("unauthenticated");
    expect(await attempt({ host: host(other.slug), cookie })).toBe("unauthenticated");
    expect(await attempt({ host: host(tenant.slug), cookie: strangerCookie })).toBe("not_found");
    expect(await attempt({ host: host("nobody-here"), cookie })).toBe("not_found");
    expect(await attempt({ host: env.APP_HOST, cookie })).toBe("not_found");
    expect(await attempt({ host: host(other.slug), "x-forwarded-host": host(tenant.slug), cookie })).toBe(
      "unauthenticated",
    );
    expect(await attempt({ host: host(tenant.slug), cookie: cookie.replace(/.$/, "x") })).toBe(
      "unauthenticated",
    );
  });

  it("ends for a suspended member, a removed one, a deactivated person and a deleted workspace at the next request", async () => {
    const standing = (status: "suspended" | "removed") => (tenantId: string) =>
      controlDb().update(memberships).set({ status }).where(eq(memberships.tenantId, tenantId));
    const cases: [string, (tenantId: string, userId: string) => Promise<unknown>][] = [
      ["forbidden", standing("suspended")],
      ["forbidden", standing("removed")],
      [
        "unauthenticated",
        (_, userId) => controlDb().update(users).set({ isActive: false }).where(eq(users.id, userId)),
      ],
      [
        "not_found",
        (tenantId) =>
          controlDb().update(tenants).set({ deletedAt: new Date() }).where(eq(tenants.id, tenantId)),
      ],
    ];
    for (const [code, end] of cases) {
      const { tenant, headers, user } = await signedIn("owner");
      await end(tenant.tenantId, user.id);
      await expect(contextOf(headers)).rejects.toMatchObject({ code });
    }
  });

  it("has lost a role from the moment it expired, by the database's clock", async () => {
    const { tenant, headers, memberId } = await signedIn("manager");
    await withTenant(tenant, "read write", (tx) =>
      tx
        .update(memberRoles)
        .set({ expiresAt: new Date(Date.now() - 1000) })
        .where(within(tenant, memberRoles, eq(memberRoles.memberId, memberId))),
    );
    await controlDb()
      .update(memberships)
      .set({ permissionVersion: 2 })
      .where(eq(memberships.memberId, memberId));
    expect((await contextOf(headers)).can("product:create")).toBe(false);
  });
});

describe("an action", () => {
  it("takes posts from the host's own pages alone", () => {
    const post = (origin?: string) =>
      new Headers({ host: `acme.${env.APP_HOST}`, ...(origin !== undefined && { origin }) });
    expect(() => assertOwnOrigin(post(`http://acme.${env.APP_HOST}`))).not.toThrow();
    for (const origin of [
      undefined,
      "",
      "null",
      `http://${env.APP_HOST}`,
      `http://globex.${env.APP_HOST}`,
      `https://acme.${env.APP_HOST}`,
      "http://evil.example",
    ]) {
      expect(() => assertOwnOrigin(post(origin)), String(origin)).toThrow(/own pages/);
    }
    const forged = post("http://evil.example");
    forged.set("x-forwarded-host", "evil.example");
    expect(() => assertOwnOrigin(forged)).toThrow(/own pages/);
  });

  it("shows an unexpected error as its number alone", async () => {
    const error = await addProduct(ctx, { name: "MG", ending: "fail" }).catch((reason: unknown) =>
      toActionError(reason, "test.add"),
    );
    expect(error).toMatchObject({
      code: "internal",
      message: expect.stringMatching(/Its number is [0-9a-f-]{36}\.$/),
    });
    expect(JSON.stringify(error)).not.toMatch(/hunter2|fire|insert/);
  });
});
