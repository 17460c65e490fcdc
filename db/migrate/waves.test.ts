import { describe, expect, it } from "vitest";
import { planWaves } from "./waves";

const tenants = Array.from({ length: 60 }, (_, index) => ({
  slug: `acme-${index}`,
  tenantId: String(index),
}));
const slugs = (waves: { slug: string }[][]) => waves.flat().map(({ slug }) => slug);

describe("the order of the tenants", () => {
  it("begins with one, and grows to at most twenty at once", () => {
    const waves = planWaves(tenants, {});
    expect(waves.map((wave) => wave.length)).toEqual([1, 2, 4, 8, 16, 20, 9]);
    expect(slugs(waves)).toEqual(tenants.map(({ slug }) => slug));
  });

  it("keeps to a smaller size, and has nobody without a wave", () => {
    const waves = planWaves(tenants, { waveSize: 3 });
    expect(Math.max(...waves.map((wave) => wave.length))).toBe(3);
    expect(slugs(waves)).toHaveLength(60);
    expect(planWaves(tenants.slice(0, 3), { waveSize: 1 }).map((wave) => wave.length)).toEqual([1, 1, 1]);
    expect(planWaves([], {})).toEqual([]);
  });

  it("lets the canary go first, then those that failed before", () => {
    const order = slugs(planWaves(tenants, { canary: "acme-30", failedBefore: ["50", "40"] }));
    expect(order.slice(0, 4)).toEqual(["acme-30", "acme-40", "acme-50", "acme-0"]);
    expect(slugs(planWaves(tenants, { failedBefore: ["50"] }))[0]).toBe("acme-50");
  });
});
