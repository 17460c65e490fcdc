import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { createDatabase, type Urls, urlFor } from "./database";
import { onStop } from "./lifecycle";
import { type Place, readSecrets, type Secrets } from "./place";
import { freePort } from "./ports";
import { halt, initialise, launch } from "./postgres";
import { reachableBinaries } from "./postgres-user";
import { readRunning, recordRunning } from "./running";
import { note } from "./steps";
import { Told } from "./told";

const DATABASE = "tenantry";

/** Starts the PostgreSQL that Tenantry brings along, in its place, until the script stops. */
export async function startEmbedded(place: Place): Promise<Urls> {
  const created = existsSync(path.join(place.data, "PG_VERSION"));
  if (created && !existsSync(path.join(place.folder, "secrets.json"))) {
    throw new Told(
      `The passwords of the database are gone (${path.join(place.folder, "secrets.json")}): put the file back, or remove ${place.data} to start afresh.`,
    );
  }
  const secrets = readSecrets(place.folder);
  if (!place.data.startsWith(place.folder)) {
    note(
      `PostgreSQL does not run as root, and no other account may enter ${place.folder}: its data is in ${place.data}.`,
    );
  }
  const server = {
    binaries: reachableBinaries(place.account),
    data: place.data,
    log: path.join(place.folder, "postgres.log"),
    account: place.account,
  };
  initialise(server, secrets.admin);
  const port = await rememberedPort(place);
  const pid = await launch(server, port);
  onStop(() => halt(pid));
  recordRunning(place, { databasePort: port });
  const urls = urlsAt(port, secrets);
  await createDatabase(serverUrl(port, secrets), DATABASE);
  return urls;
}

/** The addresses of the embedded database that another process runs from this place; null when none does. */
export function findEmbedded(place: Place): Urls | null {
  const port = readRunning(place)?.databasePort;
  return port ? urlsAt(port, readSecrets(place.folder)) : null;
}

const serverUrl = (port: number, secrets: Secrets) =>
  `postgres://postgres:${secrets.admin}@127.0.0.1:${port}/postgres`;

function urlsAt(port: number, secrets: Secrets): Urls {
  const adminUrl = serverUrl(port, secrets).replace(/postgres$/, DATABASE);
  return {
    adminUrl,
    migratorUrl: urlFor(adminUrl, { user: "tenantry_migrator", password: secrets.migrator }),
    appUrl: urlFor(adminUrl, { user: "tenantry_app", password: secrets.app }),
  };
}

/** The port of last time when it is free, so that a connection saved in a database tool keeps working. */
async function rememberedPort(place: Place): Promise<number> {
  const file = path.join(place.folder, "port");
  const port = await freePort(existsSync(file) ? Number(readFileSync(file, "utf8")) : undefined);
  writeFileSync(file, String(port));
  return port;
}
