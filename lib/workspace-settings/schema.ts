import { z } from "zod";

/** The workspace's own name, typed by whoever deletes it. */
export const deleteInput = z.object({ confirm: z.string().trim().max(200) });
