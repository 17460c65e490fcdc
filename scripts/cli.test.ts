import { execFile } from "node:child_process";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { adminOf, makeUser, signedIn, unique } from "@/db/factories";
import { makeSession } from "@/db/factories/users";
import { env } from "@/lib/env";
import { contextOf } from "@/lib/kernel/context";

type Ran = { code: number; out: string; err: string };

/** Runs the operator's command line as a process of its own, on the database of the tests. */
const cli = (...args: string[]): Promise<Ran> =>
  new Promise((resolve) => {
    execFile(
      process.execPath,
      ["--import", "tsx", path.join(process.cwd(), "scripts/cli.ts"), ...args],
      { env: process.env },
      (error, out, err) => resolve({ code: typeof error?.code === "number" ? error.code : 0, out, err }),
    );
  });

describe("the operator's command line", { timeout: 60_000 }, () => {
  it("creates a workspace that its owner can enter, and lists it", async () => {
    const [slug, owner] = [`globex-${unique()}`, await makeUser()];
    const made = await cli(
      "tenant",
      "create",
      slug,
      "--name",
      "Globex",
      "--owner",
      owner.email,
      "--currency",
      "EUR",
      "--json",
    );
    expect(made).toMatchObject({ code: 0 });
    const { tenantId } = JSON.parse(made.out);
    const cookie = await makeSession(owner.id, tenantId);
    const ctx = await contextOf(new Headers({ host: `${slug}.${env.APP_HOST}`, cookie }));
    expect(ctx).toMatchObject({
      tenantId,
      member: { roles: ["owner"] },
      tenant: { settings: { currency: "EUR" } },
    });
    const listed = await cli("tenant", "list", "--json");
    expect(JSON.parse(listed.out)).toContainEqual(
      expect.objectContaining({ slug, name: "Globex", status: "trial" }),
    );
  });

  it("says in a sentence what is wrong, and exits with 2", async () => {
    const owner = await makeUser();
    const create = (slug: string, ...more: string[]) =>
      cli("tenant", "create", slug, "--name", "Globex", "--owner", owner.email, ...more);
    const answers = await Promise.all([
      create("admin"),
      create("Globex"),
      create(`globex-${unique()}`, "--zone", "Mars/Olympus"),
      create(`globex-${unique()}`, "--currency", "EURO"),
      cli("tenant", "create", `globex-${unique()}`, "--name", "Globex", "--owner", "nobody@acme.example"),
      create(`globex-${unique()}`, "--level", "own"),
      create(`globex-${unique()}`, "--database", "globex"),
      create(`globex-${unique()}`, "--level", "database", "--database", "postgres"),
      create(`globex-${unique()}`, "--level", "database", "--host", "127.0.0.1", "--port", "9"),
      cli("tenant", "explode"),
    ]);
    expect(answers.map(({ code }) => code)).toEqual(answers.map(() => 2));
    expect(answers.map(({ err }) => err).join("\n")).toMatch(
      /reserved[\s\S]*lower-case[\s\S]*no time zone "Mars\/Olympus"[\s\S]*no currency "EURO"[\s\S]*Nobody has signed up as nobody@acme.example[\s\S]*no level "own"[\s\S]*for the level database[\s\S]*Choose another name[\s\S]*check host, port and secret[\s\S]*unknown command/,
    );
    expect(answers.map(({ err }) => err).join("\n")).not.toMatch(/^\s+at /m);
  });

  it("lets somebody run the platform, lists them, and takes it away again", async () => {
    const { email } = await makeUser();
    const listed = async () => JSON.parse((await cli("operator", "list", "--json")).out);
    const added = await cli("operator", "add", email);
    expect(added).toMatchObject({ code: 0, out: expect.stringContaining(`http://admin.${env.APP_HOST}`) });
    expect(await listed()).toContainEqual(expect.objectContaining({ email }));
    expect(await cli("operator", "add", email)).toMatchObject({
      code: 2,
      err: expect.stringContaining("operator already"),
    });
    expect(await cli("operator", "revoke", email)).toMatchObject({ code: 0 });
    expect(await listed()).not.toContainEqual(expect.objectContaining({ email }));
  });

  it("verifies an audit log, and exits with 1 naming what is wrong", async () => {
    const { ctx, tenant } = await signedIn("owner");
    const verify = (...more: string[]) => cli("audit", "verify", tenant.slug, ...more);
    expect(await verify()).toMatchObject({ code: 0, out: expect.stringContaining("2 entries in the chain") });
    const intruder = adminOf(ctx);
    await intruder`delete from audit_logs where tenant_id = ${ctx.tenantId} and seq = 1`;
    await intruder.end();
    expect(await verify()).toMatchObject({ code: 1, out: expect.stringContaining("#1 is missing.") });
    const told = await verify("--json");
    expect(told.code).toBe(1);
    expect(JSON.parse(told.out)).toMatchObject([
      {
        workspace: tenant.slug,
        logs: [{ log: "tenant", findings: [{ kind: "deleted" }] }, { findings: [] }],
      },
    ]);
    expect(await cli("audit", "verify", "nobody-here")).toMatchObject({ code: 2 });
  });
});
