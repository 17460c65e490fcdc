import { spawn } from "node:child_process";
import { request } from "node:http";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { binary, end, ROOT } from "./child";
import { onStop } from "./lifecycle";
import { isFree } from "./ports";
import { Told } from "./told";

export type Web = {
  pid: number;
  /** Settles when the server ends by itself. */
  ended: Promise<number>;
};

/** True for a host that only this machine can name: `localhost`, whatever the port, and not `localhost.example.com`. */
export const isLocal = (host: string): boolean => /^localhost(:\d+)?$/.test(host);

/** @throws Told when something else listens on the port. */
export async function requirePort(port: number): Promise<void> {
  if (await isFree(port)) return;
  throw new Told(
    `Port ${port} is taken by another program: stop that one, or choose another port: PORT=${port + 1} npm start`,
  );
}

/** Starts Next on the built product or, with "dev", on the sources, and waits until it answers. */
export async function serve(mode: "start" | "dev", settings: { port: number; host: string }): Promise<Web> {
  const [node = "", next = ""] = binary("next/dist/bin/next");
  // Demo passwords are public: what only this machine can name, only this machine may reach. By name, because Next
  // takes a rewrite on 127.0.0.1 for one to another server.
  const address = isLocal(settings.host) ? ["-H", "localhost"] : [];
  const preload = path.join(ROOT, "scripts", "lib", "die-with-parent.mjs");
  // Next needs the name as the middleware sees it; 127.0.0.1 is where that name is on every machine.
  const options = ["--dns-result-order=ipv4first", "--import", preload];
  const child = spawn(node, [...options, next, mode, "-p", String(settings.port), ...address], {
    cwd: ROOT,
    // The app's login is all it needs; empty rather than unset, or Next would read them from .env.
    env: { ...process.env, ADMIN_DATABASE_URL: "", MIGRATOR_DATABASE_URL: "" },
    // A group of its own: Ctrl-C must not reach it before we have said so.
    detached: true,
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  onStop(() => end(child));
  let banner = "";
  let ready = false;
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      if (ready) process.stdout.write(text);
      else banner += text;
    });
  }
  const ended = new Promise<number>((resolve) => child.once("exit", (code) => resolve(code ?? 1)));
  const answered = answers(settings);
  const code = await Promise.race([ended, answered]);
  ready = true;
  if (code !== null) throw new Told(`The web server ended before it was ready:\n${banner.trim()}`);
  return { pid: child.pid ?? 0, ended };
}

/** Resolves with null at the first answer of the server, whatever it says. */
async function answers(settings: { port: number; host: string }): Promise<null> {
  while (!(await ping(settings))) await sleep(50);
  return null;
}

function ping({ port, host }: { port: number; host: string }): Promise<boolean> {
  return new Promise((resolve) => {
    const sent = request({ port, host: "127.0.0.1", path: "/", headers: { host } }, (response) => {
      response.resume().once("end", () => resolve(true));
    });
    sent.once("error", () => resolve(false));
    sent.end();
  });
}
