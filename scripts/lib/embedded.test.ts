import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import postgres from "postgres";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { end, ROOT } from "./child";
import { openPlace } from "./place";
import { isAlive } from "./processes";
import { cleanUp, livingRun } from "./running";

let folder: string;
let child: ChildProcess | undefined;

// Each starts a database of its own, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "tenantry-embedded-"));
});
afterEach(async () => {
  if (child) await end(child);
  await cleanUp(openPlace(folder));
  rmSync(folder, { recursive: true, force: true });
});

/** Starts the script in a process of its own and waits for its database. */
async function start(): Promise<{ child: ChildProcess; url: string; server: number }> {
  const script = path.join(ROOT, "scripts/test/hold-database.ts");
  const started = spawn(process.execPath, ["--import", "tsx", script], {
    cwd: ROOT,
    env: { ...process.env, TENANTRY_DATA: folder },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  child = started;
  const url = await new Promise<string>((resolve, reject) => {
    let output = "";
    for (const stream of [started.stdout, started.stderr]) {
      stream?.on("data", (text) => {
        output += text;
        const ready = /ready (\S+)/.exec(output)?.[1];
        if (ready) resolve(ready);
      });
    }
    started.once("exit", () => reject(new Error(output)));
  });
  const lock = readFileSync(path.join(openPlace(folder).data, "postmaster.pid"), "utf8");
  return { child: started, url, server: Number(lock.split("\n")[0]) };
}

async function write(url: string, text: string): Promise<string[]> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  await sql`create table if not exists kept (value text)`;
  await sql`insert into kept values (${text})`;
  const rows = await sql<{ value: string }[]>`select value from kept order by value`;
  await sql.end();
  return rows.map((row) => row.value);
}

describe("the embedded PostgreSQL", () => {
  it.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)("ends with its script on %s", async (signal) => {
    const run = await start();
    run.child.kill(signal);
    await new Promise((resolve) => run.child.once("exit", resolve));
    expect(isAlive(run.server)).toBe(false);
    expect(existsSync(path.join(folder, "running.json"))).toBe(false);
  });

  it("ends when the process above its script is gone", async () => {
    const run = await start();
    run.child.disconnect();
    await new Promise((resolve) => run.child.once("exit", resolve));
    expect(isAlive(run.server)).toBe(false);
  });

  it("survives a killed script only until the next one, which finds everything that was committed", async () => {
    const first = await start();
    await write(first.url, "before");
    first.child.kill("SIGKILL");
    await new Promise((resolve) => first.child.once("exit", resolve));
    expect(isAlive(first.server)).toBe(true);

    const second = await start();
    expect(isAlive(first.server)).toBe(false);
    expect(second.url).toBe(first.url);
    expect(await write(second.url, "later")).toEqual(["before", "later"]);
  });

  it("tells a second run in the same folder about the first", async () => {
    const run = await start();
    expect(livingRun(openPlace(folder))).toMatchObject({ owner: run.child.pid });
  });

  it("keeps its passwords from other people", async () => {
    const run = await start();
    expect(new URL(run.url).hostname).toBe("127.0.0.1");
    const sql = postgres(run.url.replace(/:[^:@]+@/, ":wrong@"), { max: 1 });
    await expect(sql`select 1`).rejects.toThrow("password authentication failed");
    await sql.end();
  });
});
