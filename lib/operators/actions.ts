"use server";

import { toAction } from "@/lib/kernel/action";
import { createTenant } from "./commands";
import { listMigrationRuns } from "./migrations";
import { runningMoves } from "./moves";
import { measurePlace } from "./places";
import { searchOperators, searchTenants } from "./search";

export const createTenantAction = toAction(createTenant, async (created) => created);
export const listMigrationRunsAction = toAction(listMigrationRuns);
export const measurePlaceAction = toAction(measurePlace);
export const runningMovesAction = toAction(runningMoves);
export const searchOperatorsAction = toAction(searchOperators);
export const searchTenantsAction = toAction(searchTenants);
