import { eq, sql } from "drizzle-orm";
import { updateCompany } from "@/lib/companies/commands";
import { addDealPerson } from "@/lib/deals/people";
import { importFile } from "@/lib/imports/import-file";
import type { Context } from "@/lib/kernel";
import { changingAccess } from "@/lib/kernel/freshness";
import { insertMember } from "@/lib/tenancy/members";
import { newId } from "../columns";
import { accessReviewItems, accessReviews, roleClosure, roles, teamClosure, teams } from "../schema/tenant";
import { withTenant } from "../tenant";
import { within } from "../within";
import { giveRole, makeRole, makeTeam, override, share } from "./access";
import { makeActivity, makeCompany, makeContact, makeDeal, makeProduct } from "./records";

/**
 * Rows in every table of a tenant, with what is easily lost on the way: a record that refers to a later one, text of many scripts and
 * signs that formats escape, a file's bytes, nulls, moments to the microsecond, the longest numbers.
 */
export async function fillEveryTable(ctx: Context): Promise<{ dealId: string; contactId: string }> {
  const name = "Fjordlys “Ærø” \\N |,\"';";
  const child = await makeCompany(ctx, { name });
  const parent = await makeCompany(ctx, {
    name: "Hanami Supply 花見",
    annualRevenueMinor: 999_999_999_999n,
  });
  await updateCompany(ctx, { id: child.id, version: 1, name, parentCompanyId: parent.id });
  const contact = await makeContact(ctx, { firstName: "Maren", lastName: "Holt 🌲", companyId: parent.id });
  await makeProduct(ctx);
  const deal = await makeDeal(ctx, { companyId: parent.id, primaryContactId: contact.id, description: "" });
  await addDealPerson(ctx, { dealId: deal.id, contactId: contact.id, role: "influencer" });
  await makeActivity(ctx, { dealId: deal.id, body: "line one\nline two\\n\t\\N\n\\.\n" });
  const bytes = new TextEncoder().encode("id,name\nK1,Kan-code Ünïted\nK2,Betasoloin\n");
  await importFile(ctx, { entity: "company", fileName: "companies.csv", bytes }, {});
  // All of it in one transaction, which its parts join.
  await changingAccess(ctx, "factory", () => withTenant(ctx, "read write", () => fillAccess(ctx, deal.id)));
  return { dealId: deal.id, contactId: contact.id };
}

/** Who may do what: roles and teams under later ones, lists and conditions with signs that formats escape, ends to the microsecond. */
async function fillAccess(ctx: Context, dealId: string): Promise<void> {
  const { tenantId } = ctx;
  const text = 'Ærø, "quoted" {braced} \\N';
  const condition = { op: "in", attr: "record.title", value: [text, "NULL", ""] } as const;
  const rules = [
    {
      permission: "deal:read" as const,
      scope: "team" as const,
      condition,
      fields: ["title", text, "", "NULL"],
    },
    { permission: "deal:update" as const, effect: "deny" as const, fields: [] },
  ];
  const [low, high] = [await makeRole(ctx, { rules }), await makeRole(ctx)];
  const memberId = await addOnRecord(ctx);
  const team = await makeTeam(ctx, { memberIds: [memberId], roleIds: [low] });
  const above = await makeTeam(ctx, { name: text });
  const lasting = sql`'2126-01-02 03:04:05.678901+00'` as never;
  await giveRole(ctx, memberId, low, { teamId: team, expiresAt: lasting });
  await override(ctx, { memberId, permission: "deal:read", conditions: condition, reason: text });
  const shared = { resourceType: "deal", resourceId: dealId } as const;
  await share(ctx, { ...shared, memberId, actions: ["read", "update"], expiresAt: lasting, reason: text });
  await share(ctx, { ...shared, teamId: team, effect: "deny" });
  const reviewId = newId();
  await withTenant(ctx, "read write", async (tx) => {
    await tx
      .update(roles)
      .set({ parentRoleId: high })
      .where(within(ctx, roles, eq(roles.id, low)));
    await tx.insert(roleClosure).values({ tenantId, ancestorId: high, descendantId: low, depth: 1 });
    await tx
      .update(teams)
      .set({ parentTeamId: above })
      .where(within(ctx, teams, eq(teams.id, team)));
    await tx.insert(teamClosure).values({ tenantId, ancestorId: above, descendantId: team, depth: 1 });
    await tx.insert(accessReviews).values({ tenantId, id: reviewId, name: text });
    const item = { tenantId, reviewId, kind: "override" as const, snapshot: { text } };
    await tx.insert(accessReviewItems).values([
      { ...item, subjectId: newId() },
      { ...item, subjectId: newId(), decision: "keep", decidedBy: memberId, decidedAt: lasting, note: text },
    ]);
  });
}

const addOnRecord = (ctx: Context): Promise<string> =>
  withTenant(ctx, "read write", (tx) => insertMember(tx, ctx.tenantId, { name: "Maren Holt", email: null }));
