"use server";

import { toAction } from "@/lib/kernel/action";
import { createTeam, deleteTeam, moveTeam, updateTeam } from "./commands";
import { addTeamPerson, removeTeamPerson, setTeamLead } from "./people";
import {
  rehearseAddTeamPerson,
  rehearseDeleteTeam,
  rehearseGiveTeamRole,
  rehearseMoveTeam,
  rehearseRemoveTeamPerson,
  rehearseTakeTeamRole,
} from "./rehearsals";
import { giveTeamRole, takeTeamRole } from "./roles";

export const addTeamPersonAction = toAction(addTeamPerson);
export const createTeamAction = toAction(createTeam);
export const deleteTeamAction = toAction(deleteTeam);
export const giveTeamRoleAction = toAction(giveTeamRole);
export const moveTeamAction = toAction(moveTeam);
export const rehearseAddTeamPersonAction = toAction(rehearseAddTeamPerson);
export const rehearseDeleteTeamAction = toAction(rehearseDeleteTeam);
export const rehearseGiveTeamRoleAction = toAction(rehearseGiveTeamRole);
export const rehearseMoveTeamAction = toAction(rehearseMoveTeam);
export const rehearseRemoveTeamPersonAction = toAction(rehearseRemoveTeamPerson);
export const rehearseTakeTeamRoleAction = toAction(rehearseTakeTeamRole);
export const removeTeamPersonAction = toAction(removeTeamPerson);
export const setTeamLeadAction = toAction(setTeamLead);
export const takeTeamRoleAction = toAction(takeTeamRole);
export const updateTeamAction = toAction(updateTeam);
