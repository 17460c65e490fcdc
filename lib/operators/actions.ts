"use server";

import { toAction } from "@/lib/kernel/action";
import { createTenant } from "./commands";
import { bringBackTenant, eraseTenant, removeTenant, resumeTenant, suspendTenant } from "./lifecycle";
import { listMigrationRuns } from "./migrations";
import { runningMoves } from "./moves";
import { moveTenant, stopMove } from "./moving";
import { measurePlace } from "./places";
import { searchOperators, searchTenants } from "./search";
import { getTenant } from "./tenants";

export const bringBackTenantAction = toAction(bringBackTenant);
export const createTenantAction = toAction(createTenant, async (created) => created);
export const eraseTenantAction = toAction(eraseTenant);
export const getTenantAction = toAction(getTenant);
export const listMigrationRunsAction = toAction(listMigrationRuns);
export const measurePlaceAction = toAction(measurePlace);
export const moveTenantAction = toAction(moveTenant);
export const removeTenantAction = toAction(removeTenant);
export const resumeTenantAction = toAction(resumeTenant);
export const runningMovesAction = toAction(runningMoves);
export const searchOperatorsAction = toAction(searchOperators);
export const searchTenantsAction = toAction(searchTenants);
export const stopMoveAction = toAction(stopMove);
export const suspendTenantAction = toAction(suspendTenant);
