import { activities, companies, contacts, deals } from "@/db/schema/tenant";
import type { RecordSource } from "@/lib/records/source";

/** What the rows of activities tell, for who may not see all of it. */
export const activitySource = {
  resource: "activity",
  table: activities,
  named: ["type", "subject"],
  along: {
    dueAt: ["dueOn"],
    assigneeId: ["assignee"],
    contactId: ["contact"],
    companyId: ["company"],
    dealId: ["deal"],
    createdBy: ["author"],
  },
  related: {
    contactId: { resource: "contact", table: contacts },
    companyId: { resource: "company", table: companies },
    dealId: { resource: "deal", table: deals },
  },
} as const satisfies RecordSource;
