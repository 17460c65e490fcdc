import { z } from "zod";
import { type ListSpec, listInput } from "@/lib/lists/state";
import { optionalDate, optionalId, optionalText, requiredText, version } from "@/lib/records/fields";
import { activityTypes } from "./names";

const fields = z.object({
  type: z.enum(activityTypes),
  subject: requiredText("A subject"),
  body: optionalText(5000),
  /** A day of the workspace's zone; the activity is due until it ends. */
  dueOn: optionalDate(),
  assigneeId: optionalId(),
  contactId: optionalId(),
  companyId: optionalId(),
  dealId: optionalId(),
});

type About = { contactId: string | null; companyId: string | null; dealId: string | null };
export const isAbout = ({ contactId, companyId, dealId }: About) => Boolean(contactId ?? companyId ?? dealId);
export const ABOUT_NOTHING = "Choose a deal, a company or a contact that this is about.";
const nowhere = { path: ["dealId"], message: ABOUT_NOTHING };

/** What people write about an activity: the same for a new one and an edited one. */
export const activityFields = fields.refine(isAbout, nowhere);

/** What it is about is judged with what its editor does not see. */
export const activityUpdate = fields.extend({ id: z.uuid(), version: version() });

export const activityIds = z.object({
  ids: z.array(z.uuid()).min(1, "Choose at least one activity.").max(200, "Choose 200 activities at most."),
});

/** Filters: `who` is me or nobody; `due` is open, overdue, today, week or done. */
export const activityList = {
  sorts: ["occurred", "due", "created"],
  defaultSort: "-occurred",
  filters: ["type", "who", "assignee", "due"],
} as const satisfies ListSpec;

export const activityListInput = listInput(activityList);
