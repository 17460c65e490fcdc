import { eq, isNull, sql } from "drizzle-orm";
import type { z } from "zod";
import { companies, members } from "@/db/schema/tenant";
import { within } from "@/db/within";
import { assertCan, type Context, defineCommand } from "@/lib/kernel";
import { NotFound } from "@/lib/kernel/errors";
import { searchMembers } from "@/lib/members/queries";
import { changesOf } from "@/lib/records/changes";
import { defineDeletion } from "@/lib/records/deletion";
import { assertCreate, assertEdit, assertReferences, editOf } from "@/lib/records/edit";
import { fold } from "@/lib/records/fold";
import { assertFresh, type Wording } from "@/lib/records/stale";
import { choicesOf, idsAmong, moneyOf, namedBy } from "@/lib/records/wording";
import { companyLabels } from "./names";
import { assertParent, NO_PARENT } from "./parents";
import { searchCompanies } from "./queries";
import { companyFields, companyUpdate } from "./schema";
import { companySource } from "./source";

type Fields = z.output<typeof companyFields>;

const constraints = {
  companies_parent_company_id_fk: { field: "parentCompanyId", message: NO_PARENT },
  companies_owner_id_fk: { field: "ownerId", message: "This person is not in the workspace." },
};

export const createCompany = defineCommand({
  name: "company.create",
  permission: "company:create",
  input: companyFields,
  constraints,
  run: async ({ ctx, tx, input: given, audit }) => {
    const input = assertCreate(ctx, "company", given);
    await assertReferences({ ctx, tx }, companySource, input, constraints);
    if (input.parentCompanyId) await assertParent({ ctx, tx }, null, input.parentCompanyId);
    const values = complete(ctx, input);
    const [created] = await tx
      .insert(companies)
      .values({
        ...values,
        tenantId: ctx.tenantId,
        nameKey: fold(input.name),
        createdBy: ctx.member?.id,
        updatedBy: ctx.member?.id,
      })
      .returning({ id: companies.id });
    if (!created) throw new Error("The company was not written.");
    audit({ action: "company.created", resource: { type: "company", id: created.id }, after: values });
    return created;
  },
});

export const updateCompany = defineCommand({
  name: "company.update",
  permission: "company:update",
  input: companyUpdate,
  constraints,
  run: async ({ ctx, tx, input: { id, version, ...given }, audit }) => {
    const [row] = await tx
      .select({ company: companies, by: members.displayName })
      .from(companies)
      .leftJoin(members, within(ctx, members, eq(members.id, companies.updatedBy)))
      .where(within(ctx, companies, eq(companies.id, id), isNull(companies.deletedAt)))
      // Leaves the row to the foreign keys that point at it: two companies can become each other's relatives at once.
      .for("no key update", { of: companies });
    if (!row) throw new NotFound();
    const { company } = row;
    assertCan(ctx, "company:update", company);
    const { values: input, given: said, hidden } = await editOf({ ctx, tx }, companySource, company, given);
    await assertReferences({ ctx, tx }, companySource, said, constraints);
    const values = complete(ctx, input);
    const wording = company.version === version ? {} : await wordingOf(ctx, company, values);
    assertFresh(company, version, values, companyLabels, row.by, { wording, hidden });
    assertEdit(ctx, "company", company, values);
    const changes = changesOf(company, values);
    if (!changes) {
      audit.nothing("saved without a change");
      return { id, version };
    }
    if (values.parentCompanyId && values.parentCompanyId !== company.parentCompanyId)
      await assertParent({ ctx, tx }, company, values.parentCompanyId);
    await tx
      .update(companies)
      .set({
        ...values,
        nameKey: fold(input.name),
        updatedBy: ctx.member?.id ?? null,
        version: sql`${companies.version} + 1`,
      })
      .where(within(ctx, companies, eq(companies.id, id)));
    audit({ action: "company.updated", resource: { type: "company", id }, ...changes });
    return { id, version: version + 1 };
  },
});

export const { remove: deleteCompanies, restore: restoreCompanies } = defineDeletion("company", companies);

/** A revenue has a currency, and without a revenue there is none. */
function complete(ctx: Context, input: Fields): Fields {
  const { currency } = ctx.tenant.settings;
  return {
    ...input,
    revenueCurrency: input.annualRevenueMinor === null ? null : (input.revenueCurrency ?? currency),
  };
}

async function wordingOf(ctx: Context, stored: Fields, yours: Fields): Promise<Wording> {
  const [parents, owners] = await Promise.all([
    choicesOf(ctx, searchCompanies, idsAmong(stored.parentCompanyId, yours.parentCompanyId)),
    choicesOf(ctx, searchMembers, idsAmong(stored.ownerId, yours.ownerId)),
  ]);
  const { settings } = ctx.tenant;
  return {
    parentCompanyId: namedBy(parents),
    ownerId: namedBy(owners),
    annualRevenueMinor: moneyOf(yours.revenueCurrency ?? settings.currency, settings),
  };
}
