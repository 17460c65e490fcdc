"use client";

import { toastUndo } from "@/components/ui/toast";
import { moveTeamAction, rehearseMoveTeamAction } from "@/lib/teams/actions";
import { usePreviewed } from "../../../_components/access/use-previewed";
import { isSame, type Place, type Team } from "./tree";

/** Moves teams: shows first who gains or loses what, and offers to undo it. */
export function useTeamMove(teams: Team[]) {
  const { run, pending, dialog } = usePreviewed();
  const move = (team: Team, place: Place, after: () => void = () => {}) => {
    if (isSame(teams, team, place)) return;
    const input = { id: team.id, ...place };
    const parent = teams.find(({ id }) => id === place.parentId)?.name;
    const inside = place.parentId === team.parentId ? "" : parent ? ` into ${parent}` : " to the top";
    run({
      rehearse: () => rehearseMoveTeamAction(input),
      save: () => moveTeamAction(input),
      title: `Move ${team.name}${inside}`,
      confirm: "Move team",
      done: ({ id, from }) => {
        toastUndo(`${team.name} moved${inside}`, () => moveTeamAction({ id, ...from }));
        after();
      },
    });
  };
  return { move, pending, dialog };
}
