import { placements } from "@/db/schema/control";

/** Where a tenant lives, as the console shows it. */
export const placeColumns = {
  isolationLevel: placements.isolationLevel,
  host: placements.host,
  port: placements.port,
  databaseName: placements.databaseName,
  schemaName: placements.schemaName,
  secretReference: placements.secretReference,
  epoch: placements.epoch,
};
