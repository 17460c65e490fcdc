import { execFile } from "node:child_process";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { makeDeal, memberWith, signedIn } from "@/db/factories";
import { explainAccess } from "@/lib/access/queries";

type Ran = { code: number; out: string; err: string };

/** Runs `tenantry can` as a process of its own, on the database of the tests. */
const can = (...args: string[]): Promise<Ran> =>
  new Promise((resolve) => {
    execFile(
      process.execPath,
      ["--import", "tsx", path.join(process.cwd(), "scripts/cli.ts"), "can", ...args],
      { env: process.env },
      (error, out, err) => resolve({ code: typeof error?.code === "number" ? error.code : 0, out, err }),
    );
  });

describe("tenantry can", { timeout: 120_000 }, () => {
  it("decides as the page does, with the same chain, and says so by its exit code", async () => {
    const { ctx, tenant } = await signedIn("owner");
    const person = await memberWith(tenant, [
      "deal:read",
      { permission: "deal:update", condition: { op: "lte", attr: "record.valueMinor", value: 1_000_000 } },
    ]);
    const { id } = await makeDeal(ctx, { title: "GTX Pro for Isdom", valueMinor: 2_500_000n });
    const ask = (action: string, ...more: string[]) => can(tenant.slug, person.user.email, action, ...more);
    const question = { memberId: person.memberId, permission: "deal:update", recordId: id } as const;
    const page = await explainAccess(ctx, question);
    const json = await ask("deal:update", `deal/${id}`, "--json");
    const told = await ask("update", `deals/${id}`, "--explain");
    const allowed = await ask("deal:read", `deal/${id}`);
    expect(JSON.parse(json.out)).toEqual(JSON.parse(JSON.stringify(page)));
    expect(json.code).toBe(1);
    expect(allowed).toMatchObject({ code: 0, out: `✓ ${person.user.name} may see GTX Pro for Isdom.\n` });
    expect(told).toMatchObject({ code: 1, out: expect.stringContaining(`✗ ${page.verdict}\n`) });
    for (const step of page.steps) {
      expect(told.out).toContain(`${step.step}. ${step.title}. ${step.says}`);
      for (const { says, why, saw } of step.links)
        for (const sentence of [says, why, ...saw]) expect(told.out).toContain(sentence);
    }
    expect(told.out).toContain("value is at most 10,000: it is 25,000, so no");
  });

  it("says in a sentence what cannot be asked, and exits with 2", async () => {
    const { ctx, tenant, user } = await signedIn("owner");
    const { id } = await makeDeal(ctx);
    const foreign = await makeDeal((await signedIn("owner")).ctx);
    const ask = (...args: string[]) => can(tenant.slug, user.email, ...args);
    const answers = [
      await can(tenant.slug, "nobody@acme.example", "deal:read"),
      await ask("deal:read", `contact/${id}`),
      await ask("deal:read", `deal/${foreign.id}`),
    ];
    expect(answers.map(({ code }) => code)).toEqual(answers.map(() => 2));
    expect(answers.map(({ err }) => err).join("\n")).toMatch(
      /this e-mail address[\s\S]*is about deals[\s\S]*does not exist/,
    );
    expect(answers.map(({ err }) => err).join("\n")).not.toMatch(/^\s+at /m);
  });
});
