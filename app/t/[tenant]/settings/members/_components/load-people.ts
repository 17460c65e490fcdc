import { env } from "@/lib/env";
import { listInvitations } from "@/lib/invitations/queries";
import { type Context, together } from "@/lib/kernel";
import { listGifts } from "@/lib/members/choices";
import { listMembers } from "@/lib/members/list";
import { listPresence } from "@/lib/members/presence";
import { addressOf } from "@/lib/workspaces/addresses";

type State = Parameters<typeof listMembers>[1];

/** What the page of people shows: from inside the tenant, and what the control plane knows of the same people. */
export async function loadPeople(ctx: Context, state: State) {
  const [inside, invited] = await Promise.all([
    together(ctx, async () => ({
      list: await listMembers(ctx, state),
      gifts: await listGifts(ctx, undefined),
    })),
    listInvitations(ctx, undefined),
  ]);
  const { rows, ...page } = inside.list;
  const presence = await listPresence(ctx, { ids: rows.map(({ id }) => id) });
  const seen = new Map(presence.map((one) => [one.id, one]));
  const { roles, teams } = inside.gifts;
  const names = new Map([...roles, ...teams].map(({ id, name }) => [id, name]));
  const named = (ids: string[]) => ids.flatMap((id) => names.get(id) ?? []);
  return {
    page,
    gifts: inside.gifts,
    rows: rows.map((row) => ({
      ...row,
      lastSeenAt: seen.get(row.id)?.lastSeenAt ?? null,
      hasSecondFactor: seen.get(row.id)?.hasSecondFactor ?? false,
    })),
    invitations: invited.map(({ roleIds, teamIds, ...invitation }) => ({
      ...invitation,
      gets: [...named(roleIds), ...named(teamIds)],
    })),
    /** Where the mails can be read, on a machine that sends none. */
    outboxUrl: env.OUTBOX_PAGE ? addressOf(null, "/dev/outbox") : null,
  };
}

export type People = Awaited<ReturnType<typeof loadPeople>>;
