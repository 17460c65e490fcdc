import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { describe, expect, it } from "vitest";
import { env } from "@/lib/env";
import { urlFor } from "@/scripts/lib/database";
import { assertSafeRole } from "./safe-role";

const admin = env.ADMIN_DATABASE_URL ?? "";

describe("the application's login", () => {
  it("is accepted as tenantry_app", async () => {
    await expect(assertSafeRole(env.DATABASE_URL)).resolves.toBeUndefined();
  });

  it("is refused as a superuser and as the owner of the tables", async () => {
    await expect(assertSafeRole(admin)).rejects.toThrow(
      /is a superuser.*Set DATABASE_URL to the login of tenantry_app/,
    );
    await expect(assertSafeRole(env.MIGRATOR_DATABASE_URL ?? "")).rejects.toThrow(/owns tenant tables/);
  });

  for (const [option, why] of [
    ["bypassrls", /has BYPASSRLS/],
    ["in role pg_read_all_data", /belongs to another role/],
  ] as const) {
    it(`is refused with ${option}`, async () => {
      const user = `role_${randomBytes(5).toString("hex")}`;
      const sql = postgres(admin, { max: 1 });
      await sql.unsafe(`create role ${user} login password 'of-this-test' ${option}`);
      await expect(assertSafeRole(urlFor(admin, { user, password: "of-this-test" }))).rejects.toThrow(why);
      await sql.unsafe(`drop role ${user}`);
      await sql.end();
    });
  }
});
