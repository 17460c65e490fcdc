import type { Context } from "@/lib/kernel";
import { parseListState } from "@/lib/lists/state";
import { keepItems, startReview } from "@/lib/reviews/commands";
import { listReviewItems } from "@/lib/reviews/queries";
import { reviewItemList } from "@/lib/reviews/schema";
import { createRole } from "@/lib/roles/commands";
import { createTeam } from "@/lib/teams/commands";
import { addTeamPerson } from "@/lib/teams/people";
import { giveTeamRole } from "@/lib/teams/roles";

/** A team with this person, which gives a role, and one below it; a role above that role; and a review, of which one item is kept and one, about this person, is open. */
export async function fillTeams(
  ctx: Context,
  words: string,
  person: string,
): Promise<Record<"fullTeam" | "teamRole" | "review" | "reviewItem" | "keptItem", string>> {
  const { id: fullTeam } = await createTeam(ctx, { name: `Field ${words}`, description: words });
  await createTeam(ctx, { name: `Crew ${words}`, parentId: fullTeam });
  const { id: parentRoleId } = await createRole(ctx, {
    name: `Desk ${words}`,
    parentRoleId: null,
    rules: [],
  });
  const { id: teamRole } = await createRole(ctx, { name: `Caller ${words}`, parentRoleId, rules: [] });
  await addTeamPerson(ctx, { teamId: fullTeam, memberId: person });
  await giveTeamRole(ctx, { teamId: fullTeam, roleId: teamRole });
  const { id: review } = await startReview(ctx, { name: `Spring ${words}` });
  const { rows } = await listReviewItems(ctx, { ...parseListState({}, reviewItemList), reviewId: review });
  const reviewItem = rows.find(({ kind, snapshot }) => kind === "member_role" && snapshot.to.id === person);
  const keptItem = rows.find(({ kind }) => kind === "team_role");
  if (!reviewItem || !keptItem) throw new Error("The review lists what was given.");
  await keepItems(ctx, { reviewId: review, ids: [keptItem.id], note: words });
  return { fullTeam, teamRole, review, reviewItem: reviewItem.id, keptItem: keptItem.id };
}
