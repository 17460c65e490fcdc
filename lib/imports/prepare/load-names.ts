import { eq, isNull, ne } from "drizzle-orm";
import { companies, members, pipelineStages, pipelines, products } from "@/db/schema/tenant";
import type { TenantTx } from "@/db/tenant";
import { within } from "@/db/within";
import type { Context } from "@/lib/kernel";
import { assertCreate } from "@/lib/records/edit";
import { readingOf } from "@/lib/records/reading";
import { refusalIn } from "@/lib/records/standing";
import type { Stage } from "../entities/types";
import type { Vocabulary } from "../fields/types";
import type { Known, Names } from "../names";
import { knownCountries, knownCurrencies, knownIndustries } from "../words";

type Where = { ctx: Context; tx: TenantTx };

/** Everything that cells of this vocabulary can name in the workspace, of what the person may read; and whether they may add to it. */
export async function loadNames(vocabulary: Vocabulary, { ctx, tx }: Where): Promise<Names> {
  switch (vocabulary) {
    case "company":
      return { known: await loadCompanies({ ctx, tx }), creatable: mayCreate(ctx, "company") };
    case "product":
      return { known: await loadProducts({ ctx, tx }), creatable: mayCreate(ctx, "product") };
    case "member":
      return { known: await loadMembers({ ctx, tx }), creatable: ctx.can("member:create") };
    case "stage":
      return { known: await loadStages({ ctx, tx }) };
    case "industry":
      return { known: knownIndustries(await loadWords("industry", { ctx, tx })), open: true };
    case "country":
      return { known: knownCountries(await loadWords("country", { ctx, tx })), open: true };
    case "currency":
      return { known: knownCurrencies() };
    case "product_type":
      return { known: ["plan", "service", "product"].map((type) => ({ id: type, name: type })) };
  }
}

/** Whether a record that the file only names can be made on the way: whoever may add only their own owns it. */
const mayCreate = (ctx: Context, resource: "company" | "product"): boolean =>
  refusalIn(() => assertCreate(ctx, resource, resource === "company" ? { ownerId: null } : {})) === null;

/** The stages of the default pipeline, in order. */
export async function loadStages({ ctx, tx }: Where): Promise<Stage[]> {
  return tx
    .select({ id: pipelineStages.id, name: pipelineStages.name, probability: pipelineStages.probability })
    .from(pipelineStages)
    .innerJoin(
      pipelines,
      within(ctx, pipelines, eq(pipelines.id, pipelineStages.pipelineId), eq(pipelines.isDefault, true)),
    )
    .where(within(ctx, pipelineStages))
    .orderBy(pipelineStages.position);
}

const loadCompanies = ({ ctx, tx }: Where): Promise<Known[]> =>
  tx
    .select({ id: companies.id, name: companies.name })
    .from(companies)
    .where(within(ctx, companies, isNull(companies.deletedAt), readingOf(ctx, "company", companies).rows));

/** Every company with its parent, for a check against circles. */
export async function loadParents({ ctx, tx }: Where): Promise<Map<string, string | null>> {
  const rows = await tx
    .select({ id: companies.id, parent: companies.parentCompanyId })
    .from(companies)
    .where(within(ctx, companies, isNull(companies.deletedAt)));
  return new Map(rows.map(({ id, parent }) => [id, parent]));
}

const loadProducts = ({ ctx, tx }: Where): Promise<Known[]> =>
  tx
    .select({ id: products.id, name: products.name })
    .from(products)
    .where(within(ctx, products, isNull(products.deletedAt), readingOf(ctx, "product", products).rows));

async function loadMembers({ ctx, tx }: Where): Promise<Known[]> {
  const rows = await tx
    .select({ id: members.id, name: members.displayName, email: members.email })
    .from(members)
    .where(within(ctx, members, ne(members.status, "removed")));
  return rows.map(({ id, name, email }) => ({ id, name, also: email ? [email] : [] }));
}

async function loadWords(column: "industry" | "country", { ctx, tx }: Where): Promise<string[]> {
  const { rows: readable, of } = readingOf(ctx, "company", companies);
  const rows = await tx
    .selectDistinct({ word: companies[column] })
    .from(companies)
    .where(within(ctx, companies, isNull(companies.deletedAt), readable, of(column)));
  return rows.flatMap(({ word }) => word ?? []);
}
