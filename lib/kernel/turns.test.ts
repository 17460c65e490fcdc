import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { z } from "zod";
import { signedIn } from "@/db/factories";
import { listProducts } from "@/lib/products/queries";
import { inTurn } from "./turns";
import { defineQuery } from "./verbs";

it("does two heavy pieces a tenant and a few in all, and every one in the end", async () => {
  const running: string[] = [];
  let most = 0;
  let ofOne = 0;
  const work = (tenant: string) =>
    inTurn(tenant, async () => {
      running.push(tenant);
      ofOne = Math.max(ofOne, running.filter((one) => one === tenant).length);
      most = Math.max(most, running.length);
      await sleep(5);
      running.splice(running.indexOf(tenant), 1);
      if (tenant === "fails") throw new Error("It failed.");
      return tenant;
    });
  const tenants = ["acme", "acme", "acme", "hanami", "fails", "fjordlys", "globex", "fails"];
  const done = await Promise.allSettled(tenants.map(work));
  expect(done.map(({ status }) => status === "fulfilled")).toEqual(tenants.map((name) => name !== "fails"));
  expect([most, ofOne]).toEqual([4, 2]);
});

it("leaves connections to everybody else, however much heavy work is asked for", async () => {
  let end = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const heavy = defineQuery({
    name: "test.heavy",
    permission: "product:read",
    heavy: true,
    input: z.object({}),
    run: () => ended,
  });
  const people = await Promise.all(Array.from({ length: 5 }, () => signedIn("owner")));
  const asked = people.flatMap(({ ctx }) => [1, 2, 3, 4].map(() => heavy(ctx, {})));
  const light = await Promise.race([
    Promise.all(people.map(({ ctx }) => listProducts(ctx, {}))),
    sleep(3000, "nobody was answered"),
  ]);
  end();
  await Promise.all(asked);
  expect(light).toHaveLength(5);
});
