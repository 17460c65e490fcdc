import { randomBytes } from "node:crypto";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { freePort } from "./ports";
import { halt, initialise, launch, leftover } from "./postgres";
import { COMMON_PLACE, canReach, postgresAccount, reachableBinaries } from "./postgres-user";
import { isAlive } from "./processes";

const PREFIX = "throwaway-tenantry-";
const SETTINGS = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200"];

export type Throwaway = {
  /** Superuser of the server, on its database `postgres`. */
  adminUrl: string;
  stop(): Promise<void>;
};

/** A PostgreSQL for one run of the tests: without fsync, on a free port, gone afterwards with its files. */
export async function startThrowaway(): Promise<Throwaway> {
  const account = postgresAccount();
  const place = createPlace(canReach(account, path.join(tmpdir(), "any")) ? tmpdir() : COMMON_PLACE);
  const server = {
    binaries: reachableBinaries(account),
    data: path.join(place, "postgres"),
    log: path.join(place, "postgres.log"),
    account,
  };
  const password = randomBytes(18).toString("hex");
  try {
    initialise(server, password);
    const port = await freePort();
    const pid = await launch(server, port, SETTINGS);
    return {
      adminUrl: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
      async stop() {
        await halt(pid);
        rmSync(place, { recursive: true, force: true });
      },
    };
  } catch (error) {
    rmSync(place, { recursive: true, force: true });
    throw error;
  }
}

function createPlace(parent: string): string {
  mkdirSync(parent, { recursive: true });
  const place = mkdtempSync(path.join(parent, PREFIX));
  writeFileSync(path.join(place, "owner"), String(process.pid));
  // Ours, but PostgreSQL's account has to walk through to its data.
  chmodSync(place, 0o711);
  return place;
}

/** Stops and removes what test runs that were killed have left behind. */
export async function sweepThrowaways(): Promise<void> {
  for (const parent of [tmpdir(), COMMON_PLACE]) {
    for (const name of namesIn(parent).filter((entry) => entry.startsWith(PREFIX))) {
      const place = path.join(parent, name);
      const owner = ownerOf(place);
      if (owner === null || isAlive(owner)) continue;
      const pid = leftover({ data: path.join(place, "postgres") });
      if (pid) await halt(pid);
      rmSync(place, { recursive: true, force: true });
    }
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Null for a folder that is being made this moment, or is another person's. */
function ownerOf(place: string): number | null {
  try {
    return Number(readFileSync(path.join(place, "owner"), "utf8")) || null;
  } catch {
    return null;
  }
}
