import { spawn, spawnSync } from "node:child_process";
import { chownSync, closeSync, existsSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Account } from "./postgres-user";
import { privateFolder } from "./postgres-user";
import { commandOf, endProcess, isAlive } from "./processes";
import { Told } from "./told";

/** The major version of the binaries that package.json pins. */
export const MAJOR = "18";

/** One PostgreSQL server: where its files are and who runs it. */
export type Server = {
  binaries: string;
  /** The data folder itself (PGDATA). */
  data: string;
  log: string;
  account: Account;
};

const executable = (server: Server, name: string) =>
  path.join(server.binaries, "bin", process.platform === "win32" ? `${name}.exe` : name);

/** Creates the data folder unless it is there; a folder of another major version is refused, untouched. */
export function initialise(server: Server, password: string): void {
  const versionFile = path.join(server.data, "PG_VERSION");
  if (existsSync(versionFile)) {
    const version = readFileSync(versionFile, "utf8").trim();
    if (version === MAJOR) return;
    throw new Told(
      `${server.data} was written by PostgreSQL ${version}, and this is ${MAJOR}: move that folder away, or set TENANTRY_DATA to a new one.`,
    );
  }
  // What an interrupted initdb leaves behind has no PG_VERSION at its end and cannot be continued.
  rmSync(server.data, { recursive: true, force: true });
  privateFolder(server.account, server.data);
  const passwordFile = `${server.data}.password`;
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (server.account.uid !== undefined && server.account.gid !== undefined) {
    chownSync(passwordFile, server.account.uid, server.account.gid);
  }
  // The builtin C.UTF-8 sorts and folds alike on every machine; a locale of the system would not.
  const initdb = spawnSync(
    executable(server, "initdb"),
    [
      `--pgdata=${server.data}`,
      "--username=postgres",
      `--pwfile=${passwordFile}`,
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      "--locale-provider=builtin",
      "--builtin-locale=C.UTF-8",
      "--locale=C",
      "--no-sync",
    ],
    { ...server.account, cwd: path.dirname(server.data), encoding: "utf8" },
  );
  rmSync(passwordFile, { force: true });
  if (initdb.status !== 0) {
    rmSync(server.data, { recursive: true, force: true });
    const reason = initdb.error?.message ?? `${initdb.stdout}\n${initdb.stderr}`.trim();
    throw new Told(`PostgreSQL could not create its data in ${server.data}:\n${reason}`);
  }
}

/** Starts the server on 127.0.0.1 and returns its process id once it accepts connections. */
export async function launch(server: Server, port: number, settings: string[] = []): Promise<number> {
  // A new file each time: the last one may be root's, from a run under sudo.
  rmSync(server.log, { force: true });
  const log = openSync(server.log, "w");
  const options = [
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "timezone=UTC",
    "log_timezone=UTC",
    ...settings,
  ].flatMap((setting) => ["-c", setting]);
  // A session of its own, so that Ctrl-C reaches us first and we stop it after the server that uses it.
  const child = spawn(executable(server, "postgres"), ["-D", server.data, "-p", String(port), ...options], {
    ...server.account,
    cwd: server.data,
    detached: true,
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  let failure: string | undefined;
  child.once("error", (error) => {
    failure = error.message;
  });
  const onExit = () => {
    failure ??= readFileSync(server.log, "utf8").trim();
  };
  child.once("exit", onExit);
  child.unref();
  for (let waited = 0; waited < 60_000; waited += 10) {
    if (failure !== undefined) break;
    if (child.pid && isReady(server, child.pid)) {
      // Its folder may be gone when it ends.
      child.off("exit", onExit);
      return child.pid;
    }
    await sleep(10);
  }
  if (child.pid && failure === undefined) await endProcess(child.pid, "SIGQUIT", 2000);
  throw new Told(`PostgreSQL did not start: ${failure ?? "it was not ready within a minute"}`);
}

/** Stops the server quickly: open transactions are rolled back, everything committed is on disk. */
export async function halt(pid: number): Promise<void> {
  await endProcess(pid, "SIGINT", 10_000);
}

/** The id of a server that still runs on the data folder, left by a run that was killed; null when there is none. */
export function leftover(server: Pick<Server, "data">): number | null {
  const lock = path.join(server.data, "postmaster.pid");
  if (!existsSync(lock)) return null;
  const pid = Number(readFileSync(lock, "utf8").split("\n")[0]);
  if (isAlive(pid) && commandOf(pid).includes(server.data)) return pid;
  // Another process may bear that id by now, and PostgreSQL would then refuse to start.
  rmSync(lock);
  return null;
}

/** The last line of the lock file turns to "ready" when connections are accepted. */
function isReady(server: Server, pid: number): boolean {
  const lock = path.join(server.data, "postmaster.pid");
  if (!existsSync(lock)) return false;
  const lines = readFileSync(lock, "utf8").split("\n");
  return lines[0] === String(pid) && lines[7]?.trim() === "ready";
}
