import { sql } from "drizzle-orm";
import fc from "fast-check";
import { newId } from "@/db/columns";
import { signedIn } from "@/db/factories";
import { companies, contacts, deals, pipelineStages, products } from "@/db/schema/tenant";
import { withTenant } from "@/db/tenant";
import { within } from "@/db/within";
import { insertMember } from "@/lib/tenancy/members";
import type { Ids } from "../arbitrary.fixture";
import {
  customKeys,
  customValue,
  hardDates,
  hardMinors,
  hardMoments,
  hardNumbers,
  hardTexts,
} from "../hard-values.fixture";

const ROWS = 40;

/** Three letters each: a shorter one would be padded. */
const currencies = ["EUR", "NOK", "USD"] as const;

const oneOf = <T>(values: readonly T[]) => fc.constantFrom(...values);
const maybe = <T>(values: readonly T[]) => fc.option(oneOf(values), { freq: 4 });

/** JSON.parse makes `__proto__` a key like any other. */
const customFields = fc
  .array(fc.tuple(oneOf(customKeys), customValue), { maxLength: 5 })
  .map((pairs) =>
    JSON.parse(`{${pairs.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`)}}`),
  );

/** A tenant whose rows hold what is hard to compare, drawn by `seed`; the same is drawn for the same seed, but for the ids. */
export async function tenantOfHardRows(seed: number) {
  const { ctx } = await signedIn("owner");
  return withTenant(ctx, "read write", async (tx) => {
    const members: string[] = [];
    for (const name of ["Maren Holt", "Ivar Dahl", "Anna Snelling"]) {
      members.push(await insertMember(tx, ctx.tenantId, { name, email: null }));
    }
    const stages = await tx
      .select({ id: pipelineStages.id })
      .from(pipelineStages)
      .where(within(ctx, pipelineStages));
    const stageIds = stages.slice(0, 3).map(({ id }) => id);
    const ids = () => Array.from({ length: ROWS }, newId);
    const made = { product: ids(), company: ids(), contact: ids(), deal: ids() };
    const drawn = <T>(arbitrary: fc.Arbitrary<T>): T[] => fc.sample(arbitrary, { seed, numRuns: ROWS });
    const kept = {
      createdAt: oneOf(hardMoments).map((moment) => sql`${moment}::timestamptz`),
      updatedAt: oneOf(hardMoments).map((moment) => sql`${moment}::timestamptz`),
      createdBy: maybe(members),
    };
    const owned = { ownerId: maybe(members), ...kept };
    const text = maybe(hardTexts);
    const base = (of: string[], index: number) => ({ tenantId: ctx.tenantId, id: of[index], nameKey: "" });

    const productRows = drawn(
      fc.record({
        name: oneOf(hardTexts),
        type: oneOf(["plan", "service", "product"] as const),
        category: text,
        description: text,
        unitPriceMinor: maybe(hardMinors),
        unitCostMinor: maybe(hardMinors),
        currency: oneOf(currencies),
        isActive: fc.boolean(),
        ...kept,
      }),
    );
    await tx.insert(products).values(productRows.map((row, i) => ({ ...base(made.product, i), ...row })));

    const companyRows = drawn(
      fc.record({
        name: oneOf(hardTexts),
        domain: text,
        industry: text,
        city: text,
        country: text,
        companySize: text,
        employeeCount: maybe(hardNumbers),
        yearFounded: maybe(hardNumbers),
        annualRevenueMinor: maybe(hardMinors),
        customFields,
        ...owned,
      }),
    );
    await tx.insert(companies).values(
      companyRows.map((row, i) => ({
        ...base(made.company, i),
        ...row,
        revenueCurrency: row.annualRevenueMinor === null ? null : currencies[i % 3],
      })),
    );

    const contactRows = drawn(
      fc.record({
        firstName: oneOf(hardTexts),
        lastName: text,
        title: text,
        email: text,
        phone: text,
        companyId: maybe(made.company.slice(0, 3)),
        tags: fc.array(oneOf(hardTexts), { maxLength: 3 }),
        customFields,
        ...owned,
      }),
    );
    await tx.insert(contacts).values(contactRows.map((row, i) => ({ ...base(made.contact, i), ...row })));

    const dealRows = drawn(
      fc.record({
        title: oneOf(hardTexts),
        stageId: oneOf(stageIds),
        valueMinor: maybe(hardMinors),
        currency: oneOf(currencies),
        probability: oneOf([0, 10, 50, 100]),
        companyId: maybe(made.company.slice(0, 3)),
        primaryContactId: maybe(made.contact.slice(0, 3)),
        productId: maybe(made.product.slice(0, 3)),
        startDate: maybe(hardDates),
        expectedCloseDate: maybe(hardDates),
        actualCloseDate: maybe(hardDates),
        lostReason: text,
        dealSource: text,
        description: text,
        ...owned,
      }),
    );
    await tx
      .insert(deals)
      .values(dealRows.map((row, i) => ({ ...base(made.deal, i), ...row, titleKey: "" })));

    const references = [...stageIds, ...made.company.slice(0, 3), ...made.product.slice(0, 3)];
    const idsFor = (records: readonly string[]): Ids => ({
      members,
      references,
      records: records.slice(0, 4),
    });
    return {
      ctx,
      world: [
        { name: "product", table: products, ids: idsFor(made.product) },
        { name: "company", table: companies, ids: idsFor(made.company) },
        { name: "contact", table: contacts, ids: idsFor(made.contact) },
        { name: "deal", table: deals, ids: idsFor(made.deal) },
      ] as const,
    };
  });
}
