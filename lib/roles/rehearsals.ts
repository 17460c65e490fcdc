import { rehearsalOf } from "@/lib/access/rehearse";
import { updateRole } from "./commands";

/** Who would gain and who would lose what, before it is saved. */
export const rehearseUpdateRole = rehearsalOf(updateRole);
