"use server";

import { toAction } from "@/lib/kernel/action";
import {
  completeActivities,
  createActivity,
  deleteActivities,
  reopenActivities,
  restoreActivities,
  updateActivity,
} from "./commands";
import { searchActivities } from "./search";

export const createActivityAction = toAction(createActivity);
export const updateActivityAction = toAction(updateActivity);
export const completeActivitiesAction = toAction(completeActivities);
export const reopenActivitiesAction = toAction(reopenActivities);
export const deleteActivitiesAction = toAction(deleteActivities);
export const restoreActivitiesAction = toAction(restoreActivities);
export const searchActivitiesAction = toAction(searchActivities);
