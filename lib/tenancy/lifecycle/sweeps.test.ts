import { eq, sql } from "drizzle-orm";
import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/db/columns";
import { controlDb } from "@/db/control";
import { adminOf, makeTenant, makeUser, signedIn } from "@/db/factories";
import { lastAudit } from "@/db/factories/audit";
import { fillEveryTable } from "@/db/factories/full";
import { currentLevel } from "@/db/factories/level";
import { jobs, placements, sessions, tenants, verifications } from "@/db/schema/control";
import { env } from "@/lib/env";
import { startImport, uploadImportPart } from "@/lib/imports/commands";
import { purgeDeadImports } from "../archive/purge";
import { purgeDrafts } from "./drafts";
import { measureTenants } from "./measure";
import { purgeOrphans } from "./orphans";
import { purgeExpired } from "./purge";

let admin: Sql;
beforeAll(() => {
  admin = postgres(env.ADMIN_DATABASE_URL ?? "", { max: 1, onnotice: () => {} });
});
afterAll(() => admin.end());

const ago = (interval: string) => sql`now() - ${interval}::interval` as never;

describe("the purge", () => {
  it("takes rows whose tenant nobody knows, once that is no mistake of this week", async () => {
    const { ctx } = await signedIn("owner", { isolationLevel: "shared" });
    const [old, young] = [`0198c0de-0000-7000-8000-${newId().slice(-12)}`, newId()];
    for (const tenantId of [old, young])
      await admin`insert into shared.products (tenant_id, id, name, name_key, currency)
        values (${tenantId}, ${newId()}, 'GTX', 'gtx', 'USD')`;
    expect(await purgeOrphans()).toContain(old);
    const left =
      await admin`select distinct tenant_id as id from shared.products where tenant_id in (${old}, ${young})`;
    expect(left).toEqual([{ id: young }]);
    const [members] =
      await admin`select count(*)::int as count from shared.members where tenant_id = ${ctx.tenantId}`;
    expect(members?.count).toBe(1);
    await admin`delete from shared.products where tenant_id = ${young}`;
  });

  it("takes sessions and tokens that ran out, and no others", async () => {
    const { id: userId } = await makeUser();
    const put = async (expiresAt: never) => {
      await controlDb().insert(sessions).values({ userId, token: newId(), expiresAt });
      await controlDb()
        .insert(verifications)
        .values({ identifier: `enter:${userId}`, value: "x", expiresAt });
    };
    await put(ago("2 days"));
    await put(ago("-1 hour"));
    await purgeExpired();
    expect(await controlDb().$count(sessions, eq(sessions.userId, userId))).toBe(1);
    expect(await controlDb().$count(verifications, eq(verifications.identifier, `enter:${userId}`))).toBe(1);
  });

  it("takes drafts of imports that nobody has touched for a week, with their files, and says so", async () => {
    const { ctx } = await signedIn("owner");
    const draft = async () => {
      const { id } = await startImport(ctx, { entity: "company", fileName: "companies.csv", fileSize: 3 });
      await uploadImportPart(ctx, { id, part: 0, bytes: new Uint8Array([65, 66, 67]) });
      return id;
    };
    const [old, young] = [await draft(), await draft()];
    const there = adminOf(ctx);
    await there`update imports set updated_at = now() - interval '8 days' where id = ${old}`;
    await purgeDrafts();
    expect(await there`select id from imports where tenant_id = ${ctx.tenantId}`).toEqual([{ id: young }]);
    expect(await there`select import_id as id from import_parts where tenant_id = ${ctx.tenantId}`).toEqual([
      { id: young },
    ]);
    await there.end();
    expect(await lastAudit(ctx, old)).toMatchObject({
      action: "import.discarded",
      actorReason: "purge: a draft is kept 7 days",
    });
  });

  it("takes back imports that died, and frees their names; those that live go on", async () => {
    const begin = async (heartbeat: never) => {
      const tenant = await makeTenant();
      const { tenantId } = tenant;
      await controlDb()
        .update(placements)
        .set({ state: "provisioning" })
        .where(eq(placements.tenantId, tenantId));
      await controlDb()
        .insert(jobs)
        .values({ kind: "import_tenant", key: tenantId, tenantId, state: "running", heartbeatAt: heartbeat });
      return tenant;
    };
    const dead = await begin(ago("2 hours"));
    const living = await begin(ago("1 second"));
    await purgeDeadImports();
    expect(await controlDb().$count(tenants, eq(tenants.id, dead.tenantId))).toBe(0);
    expect(await controlDb().$count(tenants, eq(tenants.id, living.tenantId))).toBe(1);
    await expect(makeTenant({ slug: dead.slug })).resolves.toBeDefined();
  });
});

describe("measuring", () => {
  it("counts the rows and the bytes of each workspace, and again when something happened", async () => {
    const { ctx } = await signedIn("owner");
    await fillEveryTable(ctx);
    const measured = async () => {
      await measureTenants(ctx.tenantId);
      const [row] = await controlDb()
        .select({ rows: placements.rowCount, bytes: placements.byteCount, at: placements.measuredAt })
        .from(placements)
        .where(eq(placements.tenantId, ctx.tenantId));
      return row;
    };
    const first = await measured();
    const there = adminOf(ctx);
    const tables = await there<{ name: string }[]>`
      select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
       where c.relnamespace = ${ctx.placement.schemaName}::regnamespace and c.relkind in ('r', 'p') and not c.relispartition`;
    let rows = 0;
    for (const { name } of tables) {
      const [row] =
        await there`select count(*)::int as count from ${there(name)} where tenant_id = ${ctx.tenantId}`;
      rows += row?.count ?? 0;
    }
    const [whole] = await there`
      select sum(pg_total_relation_size(oid))::float8 as bytes from pg_class
       where relnamespace = ${ctx.placement.schemaName}::regnamespace and relkind = 'r'`;
    await there.end();
    expect(first?.rows).toBe(rows);
    if (currentLevel() === "shared") expect(first?.bytes).toBeLessThan(whole?.bytes);
    else expect(first?.bytes).toBe(whole?.bytes);
    expect(first?.bytes).toBeGreaterThan(0);
    // Nothing happened, so nothing is measured.
    expect((await measured())?.at).toEqual(first?.at);
  });
});
