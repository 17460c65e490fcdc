import type { Deletion } from "@/components/records/use-delete";
import { deleteActivitiesAction, restoreActivitiesAction } from "@/lib/activities/actions";

export const activityDeletion: Deletion = {
  remove: deleteActivitiesAction,
  restore: restoreActivitiesAction,
  nouns: ["activity", "activities"],
};
