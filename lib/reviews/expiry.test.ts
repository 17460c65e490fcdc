import { and, desc, eq, like } from "drizzle-orm";
import { expect, it } from "vitest";
import {
  giveRole,
  makeDeal,
  makeTeam,
  override,
  share,
  signedIn,
  signIn,
  systemRoleId,
} from "@/db/factories";
import { suspend } from "@/db/factories/lifecycle";
import {
  auditLogs,
  memberPermissionOverrides,
  memberRoles,
  resourceGrants,
  teamRoles,
} from "@/db/schema/tenant";
import { type TenantTx, withTenant } from "@/db/tenant";
import { within } from "@/db/within";
import { systemContext } from "@/lib/kernel";
import { endExpired } from "./expiry";

const past = new Date(Date.now() - 60_000);
const later = new Date(Date.now() + 3_600_000);

it("puts away what has ended of each kind and nothing else, in a suspended workspace too, and says so", async () => {
  const { tenant, ctx } = await signedIn("owner");
  const { memberId } = await signIn(tenant, "viewer");
  const [rep, manager] = [await systemRoleId(ctx, "sales_rep"), await systemRoleId(ctx, "manager")];
  await giveRole(ctx, memberId, rep, { expiresAt: past });
  await giveRole(ctx, memberId, manager, { expiresAt: later });
  const teamId = await makeTeam(ctx, { name: "Central", roleIds: [rep, manager] });
  const record = { resourceType: "deal", resourceId: (await makeDeal(ctx)).id, memberId } as const;
  for (const expiresAt of [past, later]) {
    await override(ctx, { memberId, permission: "deal:delete", expiresAt });
    await share(ctx, { ...record, expiresAt });
  }
  await withTenant(ctx, "read write", (tx) =>
    tx
      .update(teamRoles)
      .set({ expiresAt: past })
      .where(within(ctx, teamRoles, eq(teamRoles.teamId, teamId), eq(teamRoles.roleId, rep))),
  );
  await suspend(ctx.tenantId, "The invoice is open.");
  const system = await systemContext({ tenant: ctx.tenant.slug, reason: "its time was over" });
  expect(await endExpired(system, {})).toMatchObject({ ended: 4 });

  const read = <T>(query: (tx: TenantTx) => Promise<T>) => withTenant(ctx, "read only", query);
  const held = await read((tx) =>
    tx
      .select({ roleId: memberRoles.roleId, revokedAt: memberRoles.revokedAt })
      .from(memberRoles)
      .where(within(ctx, memberRoles, eq(memberRoles.memberId, memberId))),
  );
  expect(held.find(({ roleId }) => roleId === rep)?.revokedAt).toEqual(past);
  expect(held.find(({ roleId }) => roleId === manager)?.revokedAt).toBeNull();
  const left = await read(async (tx) => [
    await tx.$count(teamRoles, within(ctx, teamRoles)),
    await tx.$count(memberPermissionOverrides, within(ctx, memberPermissionOverrides)),
    await tx.$count(resourceGrants, within(ctx, resourceGrants)),
  ]);
  expect(left).toEqual([1, 1, 1]);
  const told = await read((tx) =>
    tx
      .select({ action: auditLogs.action, by: auditLogs.actorReason })
      .from(auditLogs)
      .where(within(ctx, auditLogs, and(like(auditLogs.action, "%expired"))))
      .orderBy(desc(auditLogs.action)),
  );
  expect(told).toEqual(
    ["team.role_expired", "member.role_expired", "member.override_expired", "deal.share_expired"].map(
      (action) => ({ action, by: "its time was over" }),
    ),
  );
});
