import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { makeTenant } from "./factories";
import { members, roles } from "./schema/tenant";
import { within, withTenant } from "./tenant";

describe("withTenant", () => {
  it("shows a tenant its own rows", async () => {
    const acme = await makeTenant();
    const rows = await withTenant(acme, "read only", (tx) =>
      tx.select({ slug: roles.slug }).from(roles).where(within(acme, roles)),
    );
    expect(rows.map((row) => row.slug).sort()).toEqual(["admin", "manager", "owner", "sales_rep", "viewer"]);
  });

  it("refuses a statement without the tenant's predicate", async () => {
    const acme = await makeTenant();
    await expect(withTenant(acme, "read write", (tx) => tx.delete(members).where(undefined))).rejects.toThrow(
      /without the tenant's predicate/,
    );
    await expect(
      withTenant(acme, "read only", (tx) =>
        tx.select({ id: members.id }).from(members).where(eq(members.status, "active")),
      ),
    ).rejects.toThrow(/without the tenant's predicate/);
  });
});
