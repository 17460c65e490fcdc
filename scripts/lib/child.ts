import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { onStop } from "./lifecycle";
import { endProcess } from "./processes";

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));

// What people build here is nobody else's business, and many machines that build it have no internet.
process.env.NEXT_TELEMETRY_DISABLED ??= "1";

export type Finished = { code: number; output: string };

/** The command that a package of ours installs, for this very Node. */
export function binary(name: string): string[] {
  return [process.execPath, path.join(ROOT, "node_modules", ...name.split("/"))];
}

/** Runs a command to its end and keeps what it prints. */
export function run([command, ...args]: string[], env: Record<string, string> = {}): Promise<Finished> {
  const child = spawn(command ?? "", args, {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  onStop(() => end(child));
  return new Promise((resolve) => {
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        output += text;
      });
    }
    child.once("error", (error) => resolve({ code: 1, output: `${output}${error.message}` }));
    child.once("close", (code, signal) => {
      resolve({ code: code ?? 1, output: signal ? `${output}\nended by ${signal}` : output });
    });
  });
}

/** Ends a child, by force when it does not listen, unless it has ended. */
export async function end(child: ChildProcess): Promise<void> {
  if (child.pid && child.exitCode === null && child.signalCode === null) {
    await endProcess(child.pid, "SIGTERM", 5000);
  }
}
