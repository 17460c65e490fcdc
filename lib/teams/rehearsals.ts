import { rehearsalOf } from "@/lib/access/rehearse";
import { deleteTeam, moveTeam } from "./commands";
import { addTeamPerson, removeTeamPerson } from "./people";
import { giveTeamRole, takeTeamRole } from "./roles";

/** Who would gain and who would lose what, before it is saved. */
export const rehearseAddTeamPerson = rehearsalOf(addTeamPerson);
export const rehearseDeleteTeam = rehearsalOf(deleteTeam);
export const rehearseGiveTeamRole = rehearsalOf(giveTeamRole);
export const rehearseMoveTeam = rehearsalOf(moveTeam);
export const rehearseRemoveTeamPerson = rehearsalOf(removeTeamPerson);
export const rehearseTakeTeamRole = rehearsalOf(takeTeamRole);
