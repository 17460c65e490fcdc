import { z } from "zod";
import { type ListSpec, listInput } from "@/lib/lists/state";

/**
 * Filters: `person` is a member, or `none` for the system and support; `action` as the log has it (`deal.updated`); `record` an id;
 * `from` and `to` days in the workspace's zone, both included.
 */
export const auditList = {
  sorts: ["when"],
  defaultSort: "-when",
  filters: ["person", "action", "type", "record", "from", "to"],
} as const satisfies ListSpec;

export const auditListInput = listInput(auditList);

export const platformAuditList = {
  sorts: ["when"],
  defaultSort: "-when",
  filters: ["action", "from", "to"],
} as const satisfies ListSpec;

export const platformAuditListInput = listInput(platformAuditList);

export const entryInput = z.object({ id: z.uuid() });

/** Who did something: a person, or the system or the platform's support, for a reason. */
export type AuditActor = { name: string | null; reason: string | null };

/** What something was done to; `href` where it has a page now. */
export type AuditRecord = { label: string; href: string | null };

/** One field, from what to what, as people read it. */
export type AuditChange = { label: string; before: string | null; after: string | null };
