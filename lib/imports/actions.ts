"use server";

import { toAction } from "@/lib/kernel/action";
import { cancelImport, discardImport, planImport, startImport, uploadImportPart } from "./commands";
import { findNames } from "./find-names";
import { outcomeFile } from "./outcome-file";
import { getImport } from "./queries";
import { revertImport } from "./revert/revert";
import { runImport } from "./run";

export const startImportAction = toAction(startImport);
export const uploadImportPartAction = toAction(uploadImportPart);
export const planImportAction = toAction(planImport);
export const runImportAction = toAction(runImport);
export const cancelImportAction = toAction(cancelImport);
export const discardImportAction = toAction(discardImport);
export const revertImportAction = toAction(revertImport);
export const getImportAction = toAction(getImport);
export const findNamesAction = toAction(findNames);
export const outcomeFileAction = toAction(outcomeFile);
