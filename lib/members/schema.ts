import { z } from "zod";
import { type ListSpec, listInput } from "@/lib/lists/state";
import { permissions } from "@/lib/rbac/permissions";
import { optionalDate, requiredText } from "@/lib/records/fields";

/**
 * Filters: `role` is a role's slug; `team` a team's id; `status` where they stand, `removed` only if asked for; `signin` is yes, or no
 * for people on record who own deals and cannot sign in.
 */
export const memberList = {
  sorts: ["name", "joined"],
  defaultSort: "name",
  filters: ["role", "team", "status", "signin"],
} as const satisfies ListSpec;

export const memberListInput = listInput(memberList);

export const memberId = z.object({ id: z.uuid() });

/** The last day on which it holds, in the workspace's zone; null for no end. */
const until = optionalDate();

export const giveRoleInput = z.object({
  memberId: z.uuid(),
  roleId: z.uuid("Choose a role."),
  /** For the records of this team and of those below it alone. */
  teamId: z.uuid().nullable().default(null),
  until,
});

const names = permissions.map(({ name }) => name);

export const overrideInput = z.object({
  memberId: z.uuid(),
  permission: z.enum(names, "Choose what this is about."),
  effect: z.enum(["allow", "deny"], "Choose whether it allows or denies."),
  priority: z
    .number("Write a number from 0 to 1000.")
    .int("Write a whole number.")
    .min(0, "Write a number from 0 to 1000.")
    .max(1000, "Write a number from 0 to 1000.")
    .default(100),
  /** A condition of lib/rbac, checked against the permission's resource. */
  conditions: z.unknown().default(null),
  reason: requiredText("A reason", 500),
  until,
});

/** `recordsTo` gets what the member owns; null leaves it in their name. */
export const removeInput = memberId.extend({ recordsTo: z.uuid().nullable().default(null) });

/** The new owner's name, typed by whoever hands over. */
export const transferInput = memberId.extend({ confirm: z.string().trim().max(200) });
