import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { env } from "@/lib/env";
import { createPool } from "./client";
import { makeTenant } from "./factories";
import { members } from "./schema/tenant";
import { withTenant } from "./tenant";
import { within } from "./within";

it("leaves connections to the other tenants, however many one asks for and however long it keeps them", async () => {
  const pool = createPool(env.DATABASE_URL, 4);
  const [greedy, other] = await Promise.all([makeTenant(), makeTenant()]);
  let end = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const asked = Array.from({ length: 12 }, () => withTenant(greedy, "read only", () => ended, pool));
  const answered = await Promise.race([
    withTenant(other, "read only", (tx) => tx.$count(members, within(other, members)), pool),
    sleep(3000, "not answered"),
  ]);
  end();
  await Promise.all(asked);
  await pool.destroy();
  expect(answered).toBeTypeOf("number");
});
