import { z } from "zod";
import { optionalDate, optionalText, requiredText, version } from "@/lib/records/fields";

/** So many teams may stand inside each other, the uppermost counted. */
export const MOST_LEVELS = 50;

const team = z.object({ teamId: z.uuid() });

export const teamFields = z.object({
  name: requiredText("A name", 100),
  description: optionalText(500),
});

export const teamCreate = teamFields.extend({ parentId: z.uuid().nullable().default(null) });
export const teamUpdate = teamFields.extend({ id: z.uuid(), version: version() });

/** `position` counts from 0 among the teams of the new parent, the moved one left out; past the end is the end. */
export const teamMove = z.object({
  id: z.uuid(),
  parentId: z.uuid().nullable(),
  position: z.number().int().min(0).max(10_000),
});

export const teamPerson = team.extend({ memberId: z.uuid("Choose a person.") });
export const teamPersonWithRole = teamPerson.extend({ role: z.enum(["lead", "member"]).default("member") });

export const teamRole = team.extend({ roleId: z.uuid("Choose a role.") });
/** Until the end of a day in the workspace's zone, or until it is taken away. */
export const teamRoleUntil = teamRole.extend({
  until: optionalDate(),
});
