import { type ChildProcess, spawn } from "node:child_process";
import { get } from "node:http";
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
  // By name, as the product's own start does: Next takes a rewrite on an address for one to another server.
  const args = ["--dns-result-order=ipv4first", NEXT, "start", "-p", String(port), "-H", "localhost"];
  const child = spawn(process.execPath, args, {
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
    if ((await statusOf(url, headers)) === 200) return { child, stop };
    await sleep(100);
  }
  await stop();
  throw new Error(`${url} did not answer with 200.`);
}

/** Over plain HTTP: `fetch` does not send a Host of our choice. */
function statusOf(url: string, headers: Record<string, string>): Promise<number | null> {
  return new Promise((resolve) => {
    get(url, { headers }, (response) => {
      response.resume().once("end", () => resolve(response.statusCode ?? null));
    }).once("error", () => resolve(null));
  });
}
