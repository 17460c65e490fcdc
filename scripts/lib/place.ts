import { randomBytes } from "node:crypto";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { type Account, COMMON_PLACE, canReach, postgresAccount } from "./postgres-user";
import { codeOf, Told } from "./told";

/** The folder of this installation: its passwords, its log and, unless moved, its database. */
export type Place = {
  folder: string;
  /** PostgreSQL's data folder, which its account can reach. */
  data: string;
  account: Account;
};

export type Secrets = { admin: string; migrator: string; app: string; secret: string };

/** The data folder that TENANTRY_DATA names, or `.tenantry` in the clone. */
export function dataFolder(): string {
  return path.resolve(process.env.TENANTRY_DATA || ".tenantry");
}

/** Makes sure that the folder is there and ours to write, and decides where the database in it goes. */
export function openPlace(folder: string): Place {
  makeWritable(folder);
  const inside = path.join(folder, "postgres");
  const account = existsSync(inside) ? ownerOf(inside) : postgresAccount();
  if (canReach(account, inside)) return { folder, data: inside, account };
  return { folder, data: path.join(elsewhere(folder), "postgres"), account: postgresAccount() };
}

function makeWritable(folder: string): void {
  const probe = path.join(folder, ".writable");
  try {
    mkdirSync(folder, { recursive: true });
    if (process.getuid?.() === 0 && statSync(folder).uid === 0) chmodSync(folder, 0o755);
    writeFileSync(probe, "");
    rmSync(probe);
  } catch (error) {
    const reason = { ENOTDIR: "is not a folder", EEXIST: "is not a folder", ENOSPC: "has no space left" }[
      codeOf(error)
    ];
    throw new Told(
      `Tenantry keeps its data in ${folder}, which ${reason ?? "cannot be written"}: set TENANTRY_DATA to a folder that you can write.`,
    );
  }
}

/** Root keeps running PostgreSQL as whoever the data belongs to. */
function ownerOf(data: string): Account {
  if (process.getuid?.() !== 0) return {};
  const { uid, gid } = statSync(data);
  return uid === 0 ? postgresAccount() : { uid, gid };
}

/** A folder outside of the clone, remembered in it, for a clone that only root can enter. */
function elsewhere(folder: string): string {
  const pointer = path.join(folder, "database-is-in");
  if (existsSync(pointer)) return readFileSync(pointer, "utf8").trim();
  const chosen = path.join(COMMON_PLACE, `data-${randomBytes(4).toString("hex")}`);
  mkdirSync(chosen, { recursive: true, mode: 0o755 });
  writeFileSync(pointer, `${chosen}\n`);
  return chosen;
}

/** The passwords of this installation, made at random the first time. */
export function readSecrets(folder: string): Secrets {
  const file = path.join(folder, "secrets.json");
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8"));
  const made: Secrets = { admin: random(), migrator: random(), app: random(), secret: random() };
  // Written aside first: half a file would lock us out of the database.
  writeFileSync(`${file}.new`, JSON.stringify(made, null, 2), { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return made;
}

const random = () => randomBytes(24).toString("hex");
