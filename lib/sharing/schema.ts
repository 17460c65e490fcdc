import { z } from "zod";
import { optionalDate, optionalText } from "@/lib/records/fields";
import { principalKinds, shareLevels } from "./names";

const CHOOSE = "Choose a person, a team or a role.";

const principalInput = z.object({ kind: z.enum(principalKinds, CHOOSE), id: z.uuid(CHOOSE) }, CHOOSE);

/** Access to the record `id`, for somebody, to the end of the day `until` in the workspace's zone; without end when it is null. */
export const shareInput = z.object({
  id: z.uuid(),
  to: principalInput,
  level: z.enum(shareLevels, "Choose what they may do."),
  until: optionalDate(),
  reason: optionalText(500),
});

export const unshareInput = z.object({ id: z.uuid(), grantId: z.uuid() });
export const sharedInput = z.object({ id: z.uuid() });
