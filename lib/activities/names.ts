/** Apart from the schema, so that a list or a timeline does not bring zod along. */
export const activityTypes = ["call", "email", "meeting", "note", "task"] as const;
export type ActivityType = (typeof activityTypes)[number];

export const activityTypeNames: Record<ActivityType, string> = {
  call: "Call",
  email: "E-mail",
  meeting: "Meeting",
  note: "Note",
  task: "Task",
};

export const activityLabels = {
  type: "Type",
  subject: "Subject",
  body: "Details",
  dueOn: "Due",
  assigneeId: "Assigned to",
  contactId: "Contact",
  companyId: "Company",
  dealId: "Deal",
} as const;
