import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import postgres from "postgres";
import { describe, expect, it } from "vitest";
import { makeTenant, signIn } from "@/db/factories";
import { fillEveryTable } from "@/db/factories/full";
import { env } from "@/lib/env";

type Ran = { code: number; out: string; err: string };

const command = (...args: string[]) => [
  "--import",
  "tsx",
  path.join(process.cwd(), "scripts/cli.ts"),
  "tenant",
  ...args,
];

/** Runs the operator's command line as a process of its own, on the database of the tests. */
const tenant = (...args: string[]): Promise<Ran> =>
  new Promise((resolve) => {
    execFile(process.execPath, command(...args), { env: process.env }, (error, out, err) =>
      resolve({ code: typeof error?.code === "number" ? error.code : 0, out, err }),
    );
  });

describe("the life of a workspace on the command line", { timeout: 180_000 }, () => {
  it("is suspended, resumed, deleted, restored and erased, and says what cannot be done", async () => {
    const { slug, tenantId } = await makeTenant({ isolationLevel: "shared" });
    expect(await tenant("suspend", slug)).toMatchObject({
      code: 2,
      err: expect.stringContaining("--reason"),
    });
    expect(await tenant("suspend", slug, "--reason", "The invoice of October is open")).toMatchObject({
      code: 0,
      out: expect.stringContaining("Acme is suspended, at the level shared. The invoice of October is open"),
    });
    expect(JSON.parse((await tenant("resume", slug, "--json")).out)).toMatchObject({
      status: "trial",
      statusReason: null,
      mayBecome: ["active", "suspended", "churned"],
    });
    expect(await tenant("status", slug, "--set", "past_due", "--reason", "x")).toMatchObject({
      code: 2,
      err: expect.stringContaining("from there it can become active, suspended, churned"),
    });
    expect(await tenant("erase", slug, "--confirm", "Acme")).toMatchObject({
      code: 2,
      err: expect.stringContaining("Delete it first"),
    });
    expect(await tenant("delete", slug)).toMatchObject({
      code: 0,
      out: expect.stringContaining(`tenant restore ${slug}`),
    });
    expect(await tenant("restore", slug)).toMatchObject({
      code: 0,
      out: expect.stringContaining("Acme is back at"),
    });
    await tenant("delete", slug);
    expect(await tenant("erase", slug)).toMatchObject({
      code: 2,
      err: expect.stringContaining('--confirm "Acme"'),
    });
    expect(await tenant("erase", slug, "--confirm", "acme")).toMatchObject({ code: 2 });
    const erased = await tenant("erase", slug, "--confirm", "Acme");
    expect(erased).toMatchObject({ code: 0, out: expect.stringMatching(/^Acme is erased: \d+ rows\./) });
    const receipts = JSON.parse((await tenant("erasures", "--json")).out);
    expect(receipts).toContainEqual(
      expect.objectContaining({ tenantId, slug, confirmedBy: "operator's command line" }),
    );
    expect(await tenant("status", slug)).toMatchObject({ code: 2 });
  });

  it("killed while it erases, it is finished by the same command", async () => {
    const made = await makeTenant({ isolationLevel: "shared" });
    await fillEveryTable((await signIn(made, "owner")).ctx);
    await tenant("delete", made.slug);
    const admin = postgres(env.ADMIN_DATABASE_URL ?? "", { max: 2, onnotice: () => {} });
    await admin.begin(async (tx) => {
      // A row that cannot be deleted this moment: there it waits to be killed.
      await tx`select from shared.members where tenant_id = ${made.tenantId} for update`;
      const child = spawn(process.execPath, command("erase", made.slug, "--confirm", "Acme"), {
        env: process.env,
        stdio: "ignore",
      });
      const waiting = async (): Promise<boolean> => {
        const [row] = await admin`
          select exists (select from pg_stat_activity where wait_event_type = 'Lock' and query like 'delete from "shared"."members"%'
                            and query like ${`%${made.tenantId}%`}) as waits`;
        return row?.waits === true;
      };
      while (!(await waiting())) expect(child.exitCode).toBeNull();
      const dead = once(child, "exit");
      child.kill("SIGKILL");
      await dead;
    });
    const [left] =
      await admin`select count(*)::int as rows from shared.members where tenant_id = ${made.tenantId}`;
    expect(left?.rows).toBeGreaterThan(0);
    expect(await tenant("erase", made.slug, "--confirm", "Acme")).toMatchObject({ code: 0 });
    const [none] =
      await admin`select count(*)::int as rows from shared.members where tenant_id = ${made.tenantId}`;
    expect(none?.rows).toBe(0);
    await admin.end();
  });
});
