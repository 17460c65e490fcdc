import { setTimeout as sleep } from "node:timers/promises";
import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { controlDb, inControl } from "@/db/control";
import { unique } from "@/db/factories";
import { rateLimits } from "@/db/schema/control";
import { resetLimit, takePoint } from "./rate-limit";

const taken = (limit: Parameters<typeof takePoint>[0]) =>
  takePoint(limit).then(
    () => "taken",
    (error: { code: string }) => error.code,
  );

describe("a limit", () => {
  it("lets exactly its points through, however many come at once", async () => {
    const limit = { key: `test:${unique()}`, points: 3, seconds: 60 };
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => taken(limit)));
    expect(outcomes.filter((outcome) => outcome === "taken")).toHaveLength(3);
    expect(outcomes.filter((outcome) => outcome === "rate_limited")).toHaveLength(5);
  });

  it("begins anew when its window is over, which refused attempts do not move", async () => {
    const limit = { key: `test:${unique()}`, points: 1, seconds: 1 };
    expect([await taken(limit), await taken(limit)]).toEqual(["taken", "rate_limited"]);
    await sleep(600);
    expect(await taken(limit)).toBe("rate_limited");
    await sleep(600);
    expect(await taken(limit)).toBe("taken");
  });

  it("counts each key for itself, and forgets one that is given back", async () => {
    const [ana, ben] = [1, 2].map(() => ({ key: `test:${unique()}`, points: 1, seconds: 60 }));
    if (!ana || !ben) throw new Error("Two limits were made.");
    await takePoint(ana);
    expect([await taken(ben), await taken(ana)]).toEqual(["taken", "rate_limited"]);
    await inControl("read write", (tx) => resetLimit(tx, ana.key));
    expect(await taken(ana)).toBe("taken");
  });

  it("leaves no rows of old windows behind", async () => {
    const old = `test:${unique()}`;
    await controlDb()
      .insert(rateLimits)
      .values({ key: old, points: 1, expire: new Date(0) });
    for (let i = 0; i < 5; i += 1) await takePoint({ key: `test:${unique()}`, points: 1, seconds: 60 });
    expect(await controlDb().select().from(rateLimits).where(eq(rateLimits.key, old))).toEqual([]);
  });
});
