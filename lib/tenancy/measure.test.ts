import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { controlDb } from "@/db/control";
import { makeCompany, signedIn } from "@/db/factories";
import { placements } from "@/db/schema/control";
import { measureTenant, measureTenants } from "./measure";

describe("the size of a tenant", () => {
  it("counts its own rows in all of its tables, and what they take", async () => {
    const { ctx } = await signedIn("owner");
    await signedIn("owner");
    const before = await measureTenant(ctx);
    expect(before.bytes).toBeGreaterThan(0);
    await makeCompany(ctx);
    await makeCompany(ctx);
    // Each with its entry in the audit log.
    expect((await measureTenant(ctx)).rows).toBe(before.rows + 4);
  });

  it("is kept where the console finds it", async () => {
    const { ctx } = await signedIn("owner");
    expect(await measureTenants()).toBeGreaterThan(0);
    const own = eq(placements.tenantId, ctx.tenantId);
    const [row] = await controlDb().select().from(placements).where(own);
    expect(row).toMatchObject({ rowCount: (await measureTenant(ctx)).rows, measuredAt: expect.any(Date) });
  });
});
