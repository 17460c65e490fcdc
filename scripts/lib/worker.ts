import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { end, ROOT } from "./child";
import { isEnding, onStop } from "./lifecycle";
import { note } from "./steps";

/** Starts the worker beside the web server, and again when it ends by itself; its jobs are rows, and none is lost. */
export function startWorker(recorded: (pid: number) => void): void {
  let child: ChildProcess | undefined;
  const run = () => {
    child = spawn(process.execPath, ["--import", "tsx", path.join(ROOT, "scripts", "worker.ts")], {
      cwd: ROOT,
      env: { ...process.env, ADMIN_DATABASE_URL: "" },
      // A group of its own: Ctrl-C must not reach it before we have said so.
      detached: true,
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    if (child.pid) recorded(child.pid);
    child.once("exit", async (code) => {
      if (isEnding()) return;
      note(`The worker ended by itself (code ${code}) and is started again.`);
      await sleep(1000);
      if (!isEnding()) run();
    });
  };
  onStop(() => child && end(child));
  run();
}
