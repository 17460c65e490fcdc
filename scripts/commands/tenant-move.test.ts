import { type ChildProcess, execFile, spawn } from "node:child_process";
import path from "node:path";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { controlDb } from "@/db/control";
import { makeDeal, type Signed, signedIn } from "@/db/factories";
import { placementMoves } from "@/db/schema/control";
import { fillDeals, killedAt, plan, removeOwnPlaces } from "@/lib/tenancy/moves/moves.fixture";
import type { ProvisionedTenant } from "@/lib/tenancy/provision";

const args = (...rest: string[]) => [
  "--import",
  "tsx",
  path.join(process.cwd(), "scripts/cli.ts"),
  "tenant",
  "move",
  ...rest,
];

const cli = (...rest: string[]) =>
  new Promise<{ code: number; out: string; err: string }>((resolve) => {
    execFile(process.execPath, args(...rest), { env: process.env }, (error, out, err) =>
      resolve({ code: typeof error?.code === "number" ? error.code : 0, out, err }),
    );
  });

let signed: Signed & { tenant: ProvisionedTenant };
beforeEach(async () => {
  signed = await signedIn("owner", { isolationLevel: "shared" });
});
afterEach(() => removeOwnPlaces(signed.tenant.tenantId));

const lastMove = async () => {
  const [row] = await controlDb()
    .select()
    .from(placementMoves)
    .where(eq(placementMoves.tenantId, signed.tenant.tenantId));
  return row;
};

describe("tenant move", { timeout: 120_000 }, () => {
  it("moves a workspace, shows how far it is, and says what came of it", async () => {
    const { slug } = signed.tenant;
    await makeDeal(signed.ctx);
    const moved = await cli(slug, "--to", "schema");
    expect(moved).toMatchObject({ code: 0 });
    expect(moved.err).toMatch(/preparing the target[\s\S]*copying: [\s\S]*comparing both sides/);
    expect(moved.out).toMatch(
      /✓ Acme is in a schema of its own now: \d+ rows in \d+ tables, the same on both sides\. Whoever wrote meanwhile waited \d+ ms/,
    );
    expect(moved.out).toMatch(
      /✓ The audit logs verify: \d+ entries\.\n {2}The source is kept, read-only, until 20/,
    );
    const again = await cli(slug, "--to", "schema");
    expect(again).toMatchObject({
      code: 2,
      err: expect.stringContaining("Acme is in a schema of its own already."),
    });
    const back = await cli(slug, "--to", "shared", "--keep-minutes", "0", "--json");
    expect(back.code).toBe(0);
    expect(JSON.parse(back.out)).toMatchObject({
      step: "done",
      to: { isolationLevel: "shared", epoch: 3 },
      tables: { deals: { from: { rows: 1 }, to: { rows: 1 } } },
      audit: { findings: 0 },
    });
  });

  it("says in a sentence what cannot be", async () => {
    const { slug } = signed.tenant;
    const answers = await Promise.all([
      cli(slug, "--to", "cloud"),
      cli("nobody-here", "--to", "schema"),
      cli(slug, "--to", "schema", "--host", "db.example.com"),
      cli(slug, "--to", "schema", "--keep-minutes", "soon"),
      cli(slug, "--to", "database", "--secret", "eu-9"),
    ]);
    expect(answers.map(({ code }) => code)).toEqual([2, 2, 2, 2, 2]);
    expect(answers.map(({ err }) => err).join("")).not.toMatch(/^\s+at /m);
  });

  it("goes on with a move whose runner was killed", async () => {
    const { id } = await plan(signed.tenant.tenantId, "schema");
    await killedAt(id, "frozen");
    const moved = await cli(signed.tenant.slug, "--to", "schema");
    expect(moved).toMatchObject({ code: 0, err: expect.stringContaining("Going on with the move") });
    expect(await lastMove()).toMatchObject({ id, step: "done" });
  });

  it("takes everything back on Ctrl-C", async () => {
    await fillDeals(signed.tenant, 30_000);
    const child = spawn(process.execPath, args(signed.tenant.slug, "--to", "schema"), { env: process.env });
    const err = await saying(child, /copying/, () => child.kill("SIGINT"));
    expect(err).toMatch(/Stopping: what was copied is taken back\.\n[\s\S]*Nothing was moved\./);
    expect(await lastMove()).toMatchObject({ step: "cancelled" });
    await makeDeal(signed.ctx);
  });
});

/** All that a process says on its error output; `then` is called once it has said something. */
function saying(child: ChildProcess, what: RegExp, then: () => void): Promise<string> {
  return new Promise((resolve) => {
    let text = "";
    let isSaid = false;
    child.stderr?.on("data", (chunk) => {
      text += String(chunk);
      if (isSaid || !what.test(text)) return;
      isSaid = true;
      then();
    });
    child.on("close", () => resolve(text));
  });
}
