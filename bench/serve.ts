import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const ROOT = path.join(import.meta.dirname, "..");
const NEXT = path.join(ROOT, "node_modules", "next", "dist", "bin", "next");

/** Builds a Next.js application in `folder`. @throws with the build's output when it fails. */
export async function buildApp(folder: string): Promise<void> {
  const child = spawn(process.execPath, [NEXT, "build"], { cwd: path.join(ROOT, folder), stdio: "pipe" });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (output += text));
  const code = await new Promise((resolve) => child.once("exit", resolve));
  if (code !== 0) throw new Error(`${folder || "The product"} does not build:\n${output}`);
}

export type Served = { child: ChildProcess; stop: () => Promise<void> };

/** Serves a built application and waits until it answers at `url`. */
export async function serveApp(
  folder: string,
  port: number,
  env: Record<string, string>,
  url: string,
  headers: Record<string, string>,
): Promise<Served> {
  const child = spawn(process.execPath, [NEXT, "start", "-p", String(port)], {
    cwd: path.join(ROOT, folder),
    env: { ...process.env, ...env, NODE_ENV: "production" },
    stdio: "ignore",
  });
  const stop = async () => {
    child.kill("SIGTERM");
    await new Promise((resolve) => child.once("exit", resolve));
  };
  const deadline = Date.now() + 30_000;
  while (Date.now() < deadline) {
    const answer = await fetch(url, { headers, redirect: "manual" }).catch(() => null);
    if (answer?.status === 200) return { child, stop };
    await sleep(100);
  }
  await stop();
  throw new Error(`${url} did not answer with 200.`);
}
