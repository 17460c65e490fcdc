import { eq } from "drizzle-orm";
import { roles } from "@/db/schema/tenant";
import { withTenant } from "@/db/tenant";
import { within } from "@/db/within";
import { sendInvitations } from "@/lib/invitations/commands";
import { listInvitations } from "@/lib/invitations/queries";
import type { Context } from "@/lib/kernel";
import { addOverride } from "@/lib/members/overrides";
import { giveRole } from "@/lib/members/roles";
import { createTeam } from "@/lib/teams/commands";
import { insertMember } from "@/lib/tenancy/members";

/** Somebody who was invited, somebody on record with a role and an exception, and a team. */
export async function fillAccess(
  ctx: Context,
  words: string,
): Promise<Record<"invitation" | "person" | "assignment" | "override" | "team", string>> {
  const roleId = await viewerRole(ctx);
  const email = `ingrid-${words.replaceAll(" ", "-")}@fjordlys.example`;
  await sendInvitations(ctx, { emails: email, roleIds: [roleId], message: words });
  const [invitation] = await listInvitations(ctx, undefined);
  const memberId = await withTenant(ctx, "read write", (tx) =>
    insertMember(tx, ctx.tenantId, { name: `Anna ${words}`, email: null }),
  );
  const { id: assignment } = await giveRole(ctx, { memberId, roleId });
  const exception = { memberId, permission: "deal:delete", effect: "allow", reason: words } as const;
  const { id: override } = await addOverride(ctx, exception);
  const { id: team } = await createTeam(ctx, { name: words });
  return { invitation: invitation?.id ?? "", person: memberId, assignment, override, team };
}

const viewerRole = (ctx: Context): Promise<string> =>
  withTenant(ctx, "read only", async (tx) => {
    const [role] = await tx
      .select({ id: roles.id })
      .from(roles)
      .where(within(ctx, roles, eq(roles.slug, "viewer")));
    if (!role) throw new Error("A workspace has the system's roles.");
    return role.id;
  });
