import type { Command } from "commander";
import type { Elsewhere, IsolationLevel } from "@/db/placement";
import { BadInput } from "./output";

export type PlaceOptions = { host?: string; port?: string; database?: string; secret?: string };

/** What says where a workspace's own database is. */
export const placeOptions = (command: Command): Command =>
  command
    .option("--host <host>", "level database: another server than the installation's own")
    .option("--port <port>", "its port")
    .option("--database <name>", "the name of the database, when it shall not be made up")
    .option("--secret <name>", "the entry of PLACEMENT_SECRETS with its passwords");

/** @throws BadInput for what is no level */
export function levelOf(value: string): IsolationLevel {
  if (value === "shared" || value === "schema" || value === "database") return value;
  throw new BadInput(`There is no level "${value}": shared, schema or database.`);
}

/** @throws BadInput for a place that cannot be, or that the level does not take */
export function elsewhereOf(
  level: IsolationLevel,
  { host, port, database, secret }: PlaceOptions,
): Elsewhere {
  const given = [host, port, database, secret].some((value) => value !== undefined);
  if (given && level !== "database")
    throw new BadInput("A host, port, database or secret is for the level database.");
  const number = port === undefined ? undefined : Number(port);
  if (number !== undefined && !(Number.isInteger(number) && number > 0 && number < 65_536)) {
    throw new BadInput(`${port} is no port: it has to be between 1 and 65535.`);
  }
  if (database !== undefined && !/^[A-Za-z0-9_-]{1,63}$/.test(database)) {
    throw new BadInput("A database's name has up to 63 letters, digits, hyphens and underscores.");
  }
  const known = { host, port: number, databaseName: database, secretReference: secret };
  return Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined));
}
